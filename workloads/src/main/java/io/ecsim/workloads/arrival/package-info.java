/** Synthetic workloads: arrival processes, mixes of task definitions, and the tasks drawn from them. */
@NullMarked
package io.ecsim.workloads.arrival;

import org.jspecify.annotations.NullMarked;
