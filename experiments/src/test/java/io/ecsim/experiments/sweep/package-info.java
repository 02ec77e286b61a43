/** Sweeps over invented and simulated runs. */
@NullMarked
package io.ecsim.experiments.sweep;

import org.jspecify.annotations.NullMarked;
