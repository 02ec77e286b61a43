/** Formats of high performance computing: the Standard Workload Format. */
@NullMarked
package io.ecsim.workloads.trace.hpc;

import org.jspecify.annotations.NullMarked;
