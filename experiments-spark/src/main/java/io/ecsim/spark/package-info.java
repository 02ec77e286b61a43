/** Runs of experiments on Apache Spark: on this machine, or on a cluster. */
@NullMarked
package io.ecsim.spark;

import org.jspecify.annotations.NullMarked;
