package io.ecsim.workloads.scenario;

import io.ecsim.fargate.TaskSizes;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskDefinition;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.ecsapi.ApiFault;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What ECS asks of a task definition that is launched on Fargate (R8.1, R8.2, R2.30, R3.33, R3.34). */
final class FargateDefinitions {

    private static final int MOST_TIMEOUT_SECONDS = 120;

    private FargateDefinitions() {}

    /**
     * Returns a definition as it runs on Fargate. In the short form {@code cpu} and {@code memory} are the size of the task,
     * whose network mode is awsvpc.
     *
     * @param at where faults are told
     */
    static TaskDefinition onFargate(Fields at, TaskDefinition stated, boolean shortForm) {
        TaskDefinition definition = shortForm ? sized(stated, at.has("networkMode")) : stated;
        String field = shortForm ? "cpu" : "definition";
        if (!TaskSizes.has(definition.cpuUnits(), definition.memoryMiB())) {
            at.fault(field, ApiFault.NO_FARGATE_SIZE.behind(wrongSize(definition)));
        }
        if (definition.networkMode() != NetworkMode.AWSVPC) {
            at.fault(
                    shortForm ? "networkMode" : "definition",
                    ApiFault.FARGATE_NEEDS_AWSVPC.behind("found networkMode "
                            + definition.networkMode().name().toLowerCase(Locale.ROOT)
                            + ", expected awsvpc"));
        }
        for (ContainerDefinition container : definition.containers()) {
            checkTimeouts(at, field, container);
            if (container.gpus() > 0) {
                at.fault(field, ApiFault.CLIENT.behind("Fargate has no GPUs, expected a container without one"));
            }
        }
        if (definition.gpuMilli() > 0) {
            at.fault("gpuMilli", ApiFault.CLIENT.behind("Fargate has no GPUs, expected a task without a share of one"));
        }
        boolean constrained = definition.constraints().stream()
                .anyMatch(constraint -> !(constraint instanceof PlacementConstraint.RequiredAttribute));
        if (constrained) {
            at.fault(
                    field,
                    ApiFault.PLACEMENT_CONSTRAINTS_ON_FARGATE.behind("the task definition has placement constraints"));
        }
        return definition;
    }

    /** R1.8: placement constraints do not apply. */
    static void refuseConstraints(Fields at, List<PlacementConstraint> constraints) {
        if (!constraints.isEmpty()) {
            at.fault(
                    at.has("placementConstraints") ? "placementConstraints" : "service",
                    ApiFault.PLACEMENT_CONSTRAINTS_ON_FARGATE.behind("tasks on Fargate are spread over zones"));
        }
    }

    private static String wrongSize(TaskDefinition definition) {
        int cpu = definition.cpuUnits();
        String found = "found cpu " + cpu + " and memory " + definition.memoryMiB() + " MiB, expected ";
        List<Integer> memory = TaskSizes.memoryMiB(cpu);
        if (memory.isEmpty()) {
            return found + "a cpu of " + listed(TaskSizes.cpuUnits());
        }
        Optional<int[]> next = TaskSizes.atLeast(cpu, definition.memoryMiB());
        return found + "beside cpu " + cpu + " a memory of " + listed(memory)
                + next.map(size -> " (the next size up is " + size[0] + " and " + size[1] + ")")
                        .orElse("");
    }

    private static String listed(List<Integer> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static void checkTimeouts(Fields at, String field, ContainerDefinition container) {
        int stop = container.lifecycle().stopTimeoutSeconds();
        if (stop > MOST_TIMEOUT_SECONDS) {
            at.fault(
                    at.has("stopTimeout") ? "stopTimeout" : field,
                    ApiFault.invalidSetting("stopTimeout", container.name())
                            .behind("found " + stop + " s, expected at most " + MOST_TIMEOUT_SECONDS
                                    + " s on Fargate"));
        }
        int start = container.lifecycle().startTimeoutSeconds();
        if (start > MOST_TIMEOUT_SECONDS || start == 1) {
            at.fault(
                    field,
                    ApiFault.invalidSetting("startTimeout", container.name())
                            .behind("found " + start + " s, expected 2 to " + MOST_TIMEOUT_SECONDS + " s on Fargate"));
        }
    }

    private static TaskDefinition sized(TaskDefinition plain, boolean statesMode) {
        if (plain.cpuUnits() > 0 || plain.memoryMiB() > 0) {
            return plain; // done before
        }
        ContainerDefinition only = plain.containers().get(0);
        ContainerDefinition unsized = new ContainerDefinition(
                only.name(), 0, 0, 0, only.gpus(), only.essential(), only.portMappings(), only.lifecycle());
        return new TaskDefinition(
                plain.family(),
                plain.revision(),
                statesMode ? plain.networkMode() : NetworkMode.AWSVPC,
                only.cpuUnits(),
                only.memoryMiB(),
                List.of(unsized),
                plain.constraints(),
                plain.extra(),
                plain.volumes(),
                plain.ephemeralStorageGiB(),
                plain.gpuMilli());
    }
}
