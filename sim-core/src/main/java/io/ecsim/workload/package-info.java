/** What arrives: the border over which {@code workloads} hands tasks to the simulation, one at a time. */
@NullMarked
package io.ecsim.workload;

import org.jspecify.annotations.NullMarked;
