/** Ready-made faults that are put upon a scenario of the user's, and what they do to it. */
@NullMarked
package io.ecsim.experiments.drills;

import org.jspecify.annotations.NullMarked;
