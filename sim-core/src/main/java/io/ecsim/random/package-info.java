/** Named, keyed random streams (models.md M1) and the {@link io.ecsim.random.Law} interface. */
@NullMarked
package io.ecsim.random;

import org.jspecify.annotations.NullMarked;
