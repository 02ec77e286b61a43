/** EC2 Auto Scaling: groups of container instances that are launched, replaced and terminated (R5.28, R5.29). */
@NullMarked
package io.ecsim.autoscaling;

import org.jspecify.annotations.NullMarked;
