/** Compares the speed of two builds of ecsim from forks that ran alternately on one machine. */
@NullMarked
package io.ecsim.experiments.builds;

import org.jspecify.annotations.NullMarked;
