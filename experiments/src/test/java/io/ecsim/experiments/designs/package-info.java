/** Designs held to what their papers promise. */
@NullMarked
package io.ecsim.experiments.designs;

import org.jspecify.annotations.NullMarked;
