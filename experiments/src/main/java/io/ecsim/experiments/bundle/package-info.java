/** Run bundles: all that it takes to do a comparison again and to see that the same comes out. */
@NullMarked
package io.ecsim.experiments.bundle;

import org.jspecify.annotations.NullMarked;
