package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceStatus;
import org.jspecify.annotations.Nullable;

/** Where a task may go: eligible instances (R1.2), resources (R1.1 step 1), constraints (step 2). Strategies come after. */
final class Feasibility {

    private static final Refusal[] CONDITIONS = Refusal.values();

    private final ClusterState cluster;

    Feasibility(ClusterState cluster) {
        this.cluster = cluster;
    }

    /** Returns whether the task may go there now. */
    boolean feasible(Request request, int instance) {
        return cluster.eligible(instance)
                && request.kind().constraints().allowsClass(cluster.instanceClass(instance))
                && fitsMember(request, instance);
    }

    /** As {@link #feasible}, for an eligible instance whose class the constraints allow. */
    boolean fitsMember(Request request, int instance) {
        return cluster.fits(instance, request.needs(), request.cpuUnits(), request.memoryMiB(), request.gpus())
                && (request.gpuMilli() == 0 || cluster.shareFits(instance, request.gpuMilli()))
                && request.kind().constraints().allowsNow(cluster, instance);
    }

    /** Returns the first condition that fails, in the order of ECS; null when none does. */
    @Nullable
    Refusal refusal(Request request, int instance) {
        for (Refusal condition : CONDITIONS) {
            if (fails(condition, request, instance)) {
                return condition;
            }
        }
        return null;
    }

    /** Returns whether one condition keeps the task off an instance, whatever the others say. */
    boolean fails(Refusal condition, Request request, int instance) {
        CompiledConstraints constraints = request.kind().constraints();
        return switch (condition) {
            case INACTIVE -> cluster.status(instance) != InstanceStatus.ACTIVE;
            case AGENT -> !cluster.agentConnected(instance);
            case CPU -> cluster.cpuFree(instance) < request.cpuUnits();
            case MEMORY -> cluster.memoryFree(instance) < request.memoryMiB();
            case GPU ->
                cluster.gpusFree(instance) < request.gpus()
                        || request.gpuMilli() > 0 && !cluster.shareFits(instance, request.gpuMilli());
            case ENI -> !cluster.eniFits(instance, request.needs());
            case PORTS -> !cluster.portsFit(instance, request.needs());
            case EXTRA -> !cluster.extraFits(instance, request.needs());
            case ATTRIBUTE -> !constraints.hasAttributes(cluster.instanceClass(instance));
            case MEMBER_OF ->
                !constraints.memberOfClass(cluster.instanceClass(instance)) || !constraints.memberOfNow(instance);
            case DISTINCT_INSTANCE -> !constraints.distinctNow(cluster, instance);
        };
    }
}
