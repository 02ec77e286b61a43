/** Tests of drills. */
@NullMarked
package io.ecsim.experiments.drills;

import org.jspecify.annotations.NullMarked;
