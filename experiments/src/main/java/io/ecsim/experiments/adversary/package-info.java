/** Searches for the scenario in which one strategy is worst against another, and confirms what it finds. */
@NullMarked
package io.ecsim.experiments.adversary;

import org.jspecify.annotations.NullMarked;
