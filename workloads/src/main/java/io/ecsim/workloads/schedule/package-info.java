/** The schedule expressions of EventBridge Scheduler, and the instants that they stand for. */
@NullMarked
package io.ecsim.workloads.schedule;

import org.jspecify.annotations.NullMarked;
