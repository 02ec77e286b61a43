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
 */
record BoundWorkload(List<TaskSpec> tasks, Workload workload, boolean recorded) {}
