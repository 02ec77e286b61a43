/** Exact results of queueing and renewal theory that the simulator is held against. */
@NullMarked
package io.ecsim.experiments.theory;

import org.jspecify.annotations.NullMarked;
