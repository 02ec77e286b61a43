/** Any delimited file with a heading line, by a mapping of its columns. */
@NullMarked
package io.ecsim.workloads.trace.delimited;

import org.jspecify.annotations.NullMarked;
