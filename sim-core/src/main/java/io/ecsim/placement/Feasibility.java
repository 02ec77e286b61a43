package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceStatus;
import org.jspecify.annotations.Nullable;

/** Where a task may go: eligible instances (R1.2), resources (R1.1 step 1), constraints (step 2). Strategies come after. */
final class Feasibility {

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
                && request.kind().constraints().allowsNow(cluster, instance);
    }

    /** Returns the first condition that fails, in the order of ECS; null when none does. */
    @Nullable
    Refusal refusal(Request request, int instance) {
        if (cluster.status(instance) != InstanceStatus.ACTIVE) {
            return Refusal.INACTIVE;
        }
        if (!cluster.agentConnected(instance)) {
            return Refusal.AGENT;
        }
        if (cluster.cpuFree(instance) < request.cpuUnits()) {
            return Refusal.CPU;
        }
        if (cluster.memoryFree(instance) < request.memoryMiB()) {
            return Refusal.MEMORY;
        }
        if (cluster.gpusFree(instance) < request.gpus()) {
            return Refusal.GPU;
        }
        if (!cluster.eniFits(instance, request.needs())) {
            return Refusal.ENI;
        }
        if (!cluster.portsFit(instance, request.needs())) {
            return Refusal.PORTS;
        }
        if (!cluster.extraFits(instance, request.needs())) {
            return Refusal.EXTRA;
        }
        CompiledConstraints constraints = request.kind().constraints();
        if (!constraints.allowsClass(cluster.instanceClass(instance)) || !constraints.memberOfNow(instance)) {
            return Refusal.MEMBER_OF;
        }
        return constraints.distinctNow(cluster, instance) ? null : Refusal.DISTINCT_INSTANCE;
    }
}
