package io.ecsim.controlplane;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.Simulation;
import java.util.List;
import java.util.TreeSet;

/**
 * Makes the calls of a world on container instances: UpdateContainerInstancesState and DeregisterContainerInstance. What
 * ECS would refuse has no effect: an instance that is not ACTIVE is not drained, one with tasks not deregistered without
 * force.
 */
final class ContainerInstanceCalls {

    private final List<ContainerInstanceCall> calls;
    private final Simulation simulation;
    private final ClusterState cluster;
    private final Effects effects;
    private final EventKind callEvent;

    /** What follows from a call. */
    interface Effects {

        /** An instance takes no tasks any more; those on it stay for now. */
        void drains(int instance);

        /** An instance takes tasks again. */
        void active(int instance);

        /** An instance leaves the cluster; tasks on it are orphaned. */
        void deregister(int instance);
    }

    ContainerInstanceCalls(
            List<ContainerInstanceCall> calls, Simulation simulation, ClusterState cluster, Effects effects) {
        this.calls = calls;
        this.simulation = simulation;
        this.cluster = cluster;
        this.effects = effects;
        this.callEvent = simulation
                .timeline()
                .define("instance call", Phase.ARRIVAL, (call, generation) -> make(calls.get(call)));
    }

    void begin() {
        for (int call = 0; call < calls.size(); call++) {
            simulation.timeline().schedule(callEvent, calls.get(call).atMicros(), call, 0);
        }
    }

    private void make(ContainerInstanceCall call) {
        TreeSet<String> ids = new TreeSet<>(call.instances());
        for (int instance = 0; instance < cluster.instances(); instance++) {
            String zone = cluster.spec(instance).zone().name();
            if (ids.contains(cluster.spec(instance).id())
                    || call.zone().filter(zone::equals).isPresent()) {
                make(call, instance);
            }
        }
    }

    private void make(ContainerInstanceCall call, int instance) {
        InstanceStatus status = cluster.status(instance);
        switch (call.action()) {
            case DRAIN -> {
                if (status == InstanceStatus.ACTIVE) {
                    cluster.setStatus(instance, InstanceStatus.DRAINING, cluster.agentConnected(instance));
                    effects.drains(instance);
                }
            }
            case ACTIVATE -> {
                if (status == InstanceStatus.DRAINING) {
                    cluster.setStatus(instance, InstanceStatus.ACTIVE, cluster.agentConnected(instance));
                    effects.active(instance);
                }
            }
            case DEREGISTER -> {
                if (status.holdsTasks() && (call.force() || cluster.tasks(instance) == 0)) {
                    effects.deregister(instance);
                }
            }
        }
    }
}
