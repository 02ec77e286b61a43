package io.ecsim.workloads.scenario;

import io.ecsim.controlplane.TaskSpec;
import io.ecsim.random.Law;

/**
 * One kind of task of a synthetic workload.
 *
 * @param spec what is requested
 * @param weight its share of arrivals, relative to the weights of the others; above 0
 * @param runMicros law of its run time in microseconds
 * @param priority in the wait queue, a greater number is served first
 */
record MixedTask(TaskSpec spec, double weight, Law runMicros, int priority) {}
