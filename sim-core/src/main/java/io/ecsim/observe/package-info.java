/** What a run measures (models.md M4) and the result it hands over. */
@NullMarked
package io.ecsim.observe;

import org.jspecify.annotations.NullMarked;
