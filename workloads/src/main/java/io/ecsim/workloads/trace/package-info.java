/** What all readers of traces share: files, lines, cells, rows, windows, counts, and the workload they become. */
@NullMarked
package io.ecsim.workloads.trace;

import org.jspecify.annotations.NullMarked;
