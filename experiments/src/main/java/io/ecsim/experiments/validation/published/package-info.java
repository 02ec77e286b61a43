/** Results that others have published, run again by ecsim and held against theirs. */
@NullMarked
package io.ecsim.experiments.validation.published;

import org.jspecify.annotations.NullMarked;
