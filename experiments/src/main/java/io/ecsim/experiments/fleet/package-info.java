/** A first scenario from a list of services. */
@NullMarked
package io.ecsim.experiments.fleet;

import org.jspecify.annotations.NullMarked;
