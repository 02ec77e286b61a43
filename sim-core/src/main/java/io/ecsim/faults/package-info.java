/** Failures of instances, zones and tasks as processes on the timeline (models.md M7, M8). */
@NullMarked
package io.ecsim.faults;

import org.jspecify.annotations.NullMarked;
