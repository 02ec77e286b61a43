package io.ecsim.workloads.scenario;

import io.ecsim.controlplane.TaskSpec;
import io.ecsim.workload.Workload;
import java.util.List;

/**
 * A workload and the tasks its definition indexes point to.
 *
 * @param tasks by definition index
 * @param workload what arrives
 * @param recorded whether it is a trace
 * @param drawsOrder whether the workload itself shuffles the trace in each replication
 * @param lastArrivalMicros of a trace, in microseconds of simulated time; 0 otherwise
 */
record BoundWorkload(
        List<TaskSpec> tasks, Workload workload, boolean recorded, boolean drawsOrder, long lastArrivalMicros) {}
