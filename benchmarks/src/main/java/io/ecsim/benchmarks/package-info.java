/** JMH benchmarks of whole runs, placement and the engine (models.md M13). */
@NullMarked
package io.ecsim.benchmarks;

import org.jspecify.annotations.NullMarked;
