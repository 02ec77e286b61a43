/** Container images: layers, registries, pulls that share what they go through, and what each instance has cached. */
@NullMarked
package io.ecsim.images;

import org.jspecify.annotations.NullMarked;
