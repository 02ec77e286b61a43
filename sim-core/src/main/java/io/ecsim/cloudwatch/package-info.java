/** CloudWatch: metrics by the minute and the alarms that watch them (R6.3, R6.7, R6.12). */
@NullMarked
package io.ecsim.cloudwatch;

import org.jspecify.annotations.NullMarked;
