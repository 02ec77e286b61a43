/** The {@code ecsim} command: reads arguments, calls the experiments and prints what they answer. */
@NullMarked
package io.ecsim.cli;

import org.jspecify.annotations.NullMarked;
