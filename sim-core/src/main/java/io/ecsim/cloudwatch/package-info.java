/** CloudWatch: metrics by the minute and the alarms that watch them. */
@NullMarked
package io.ecsim.cloudwatch;

import org.jspecify.annotations.NullMarked;
