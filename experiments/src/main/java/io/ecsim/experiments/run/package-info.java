/** Runs an experiment: strategies x replications in parallel, and the search for the fewest instances. */
@NullMarked
package io.ecsim.experiments.run;

import org.jspecify.annotations.NullMarked;
