/** Shows and searches the catalogue of prices. */
@NullMarked
package io.ecsim.experiments.prices;

import org.jspecify.annotations.NullMarked;
