/** Experiments at many points of a scenario: run in one pool, judged point by point, written as one report. */
@NullMarked
package io.ecsim.experiments.sweep;

import org.jspecify.annotations.NullMarked;
