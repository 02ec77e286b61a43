/** The yardsticks of packing of Verma, Korupolu and Wilkes: utilisation, hole filling, workload inflation, compaction. */
@NullMarked
package io.ecsim.experiments.yardsticks;

import org.jspecify.annotations.NullMarked;
