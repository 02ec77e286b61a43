/** Jobs whose tasks wait for each other, read from any trace that says so, as tasks that arrive when others end. */
@NullMarked
package io.ecsim.workloads.trace.precedence;

import org.jspecify.annotations.NullMarked;
