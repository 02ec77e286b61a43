package io.ecsim.workloads.scenario;

import io.ecsim.controlplane.TaskCallPlan;
import io.ecsim.controlplane.TaskSpec;
import java.util.List;

/**
 * Calls beside the workload and what they run.
 *
 * @param tasks what is run, in the order in which it follows the tasks of the workload
 * @param plan the calls
 */
record BoundCalls(List<TaskSpec> tasks, TaskCallPlan plan) {

    static final BoundCalls NONE = new BoundCalls(List.of(), TaskCallPlan.NONE);
}
