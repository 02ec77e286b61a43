/** Finished runs on disk, so that a comparison that was cut off goes on where it stopped. */
@NullMarked
package io.ecsim.experiments.journal;

import org.jspecify.annotations.NullMarked;
