/** Machines of a trace that come and go, and lists of outages. */
@NullMarked
package io.ecsim.workloads.trace.machines;

import org.jspecify.annotations.NullMarked;
