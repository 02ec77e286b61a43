/** The traces of Alibaba's clusters: 2017, 2018, 2025, and the GPU cluster v2023 (openb). */
@NullMarked
package io.ecsim.workloads.trace.alibaba;

import org.jspecify.annotations.NullMarked;
