/** The traces of Alibaba's clusters: jobs of 2017, and pods and nodes of the GPU cluster v2023 (openb). */
@NullMarked
package io.ecsim.workloads.trace.alibaba;

import org.jspecify.annotations.NullMarked;
