/** Public traces as workloads and clusters: Standard Workload Format, Alibaba v2017 jobs, openb, CSV by columns. */
@NullMarked
package io.ecsim.workloads.trace;

import org.jspecify.annotations.NullMarked;
