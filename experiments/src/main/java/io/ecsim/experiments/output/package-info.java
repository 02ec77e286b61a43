/** Turns what an experiment found into tables, figures, a report and files, and the text that a terminal shows. */
@NullMarked
package io.ecsim.experiments.output;

import org.jspecify.annotations.NullMarked;
