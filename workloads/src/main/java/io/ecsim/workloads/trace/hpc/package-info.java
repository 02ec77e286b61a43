/** Formats of high performance and grid computing: Standard and Grid Workload Format, Batsim, OpenDC. */
@NullMarked
package io.ecsim.workloads.trace.hpc;

import org.jspecify.annotations.NullMarked;
