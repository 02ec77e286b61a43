/** Readers of traces of Microsoft Azure: the VM table of 2017 and the packing trace of 2020. */
@NullMarked
package io.ecsim.workloads.trace.azure;

import org.jspecify.annotations.NullMarked;
