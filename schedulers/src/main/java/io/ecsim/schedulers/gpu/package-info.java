/**
 * Strategies for tasks that ask for GPUs, whole or shared, and the measure of fragmentation that some of them follow.
 */
@NullMarked
package io.ecsim.schedulers.gpu;

import org.jspecify.annotations.NullMarked;
