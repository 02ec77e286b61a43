/** The discrete-event engine: clock, timeline, event queue, the only loop. Knows no ECS. */
@NullMarked
package io.ecsim.engine;

import org.jspecify.annotations.NullMarked;
