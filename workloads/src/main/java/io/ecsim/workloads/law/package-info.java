/** Probability laws of run times, sizes and gaps, and how a document states them. */
@NullMarked
package io.ecsim.workloads.law;

import org.jspecify.annotations.NullMarked;
