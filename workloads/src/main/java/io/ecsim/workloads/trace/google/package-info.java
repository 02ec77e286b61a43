/** Readers of the traces of Google's clusters. */
@NullMarked
package io.ecsim.workloads.trace.google;

import org.jspecify.annotations.NullMarked;
