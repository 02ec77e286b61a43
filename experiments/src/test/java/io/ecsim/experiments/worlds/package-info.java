/** Tests of whole runs in random worlds. */
@NullMarked
package io.ecsim.experiments.worlds;

import org.jspecify.annotations.NullMarked;
