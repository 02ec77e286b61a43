/** Statistics of replicated runs as models.md M3 and M12 define them; knows no simulator. */
@NullMarked
package io.ecsim.experiments.statistics;

import org.jspecify.annotations.NullMarked;
