/** Documents of Application Auto Scaling and CloudWatch in the form that their APIs take and print. */
@NullMarked
package io.ecsim.workloads.scaling;

import org.jspecify.annotations.NullMarked;
