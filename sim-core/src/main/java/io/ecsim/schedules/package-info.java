/** Amazon EventBridge Scheduler: when a scheduled task is due, and how often its invocation is tried. */
@NullMarked
package io.ecsim.schedules;

import org.jspecify.annotations.NullMarked;
