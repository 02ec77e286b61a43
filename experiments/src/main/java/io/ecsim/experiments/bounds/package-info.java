/** How few instances could have done: bounds on what any strategy can reach, and the regret of those compared. */
@NullMarked
package io.ecsim.experiments.bounds;

import org.jspecify.annotations.NullMarked;
