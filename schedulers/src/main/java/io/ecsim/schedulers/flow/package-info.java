/** Minimum-cost flow from tasks of equal demand to instances. */
@NullMarked
package io.ecsim.schedulers.flow;

import org.jspecify.annotations.NullMarked;
