package io.ecsim.controlplane;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.controlplane.ContainerInstanceCall.Action;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.Simulation;
import io.ecsim.observe.CallCounts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes the calls of a world on container instances: UpdateContainerInstancesState and DeregisterContainerInstance. What
 * ECS would refuse has no effect and is counted: an instance that is not ACTIVE is not drained, one with tasks not
 * deregistered without force.
 */
final class ContainerInstanceCalls {

    private final List<ContainerInstanceCall> calls;
    private final Simulation simulation;
    private final ClusterState cluster;
    private final Effects effects;
    private final EventKind callEvent;
    private final long warmupMicros;

    /** By the action of the calls. */
    private final Map<Action, CallTally> tallies = new EnumMap<>(Action.class);

    /** What follows from a call. */
    interface Effects {

        /** An instance takes no tasks any more; those on it stay for now. */
        void drains(int instance);

        /** An instance takes tasks again. */
        void active(int instance);

        /** An instance leaves the cluster; tasks on it are orphaned. */
        void deregister(int instance);
    }

    ContainerInstanceCalls(World world, Simulation simulation, ClusterState cluster, Effects effects) {
        this.calls = world.operations();
        this.warmupMicros = world.warmupMicros();
        this.simulation = simulation;
        this.cluster = cluster;
        this.effects = effects;
        this.callEvent = simulation
                .timeline()
                .define("instance call", Phase.ARRIVAL, (call, generation) -> make(this.calls.get(call)));
    }

    /** Returns how the calls were answered; what counts is instances. */
    List<CallCounts> counts() {
        return tallies.values().stream().map(CallTally::counts).toList();
    }

    private CallTally tally(Action action) {
        return tallies.computeIfAbsent(action, CallTally::new);
    }

    void begin() {
        calls.forEach(call -> tally(call.action()));
        for (int call = 0; call < calls.size(); call++) {
            simulation.timeline().schedule(callEvent, calls.get(call).atMicros(), call, 0);
        }
    }

    private void make(ContainerInstanceCall call) {
        CallTally tally = call.atMicros() < warmupMicros ? new CallTally(call.action()) : tally(call.action());
        tally.called();
        TreeSet<String> ids = new TreeSet<>(call.instances());
        for (int instance = 0; instance < cluster.instances(); instance++) {
            String zone = cluster.spec(instance).zone().name();
            if (ids.contains(cluster.spec(instance).id())
                    || call.zone().filter(zone::equals).isPresent()) {
                tally.asked();
                Optional<String> refusal = refusal(call, instance);
                if (refusal.isPresent()) {
                    tally.failed(refusal.get());
                } else {
                    tally.started();
                    make(call, instance);
                }
            }
        }
    }

    /** Returns why an instance is refused, if it is (R5.40, R7.9). */
    private Optional<String> refusal(ContainerInstanceCall call, int instance) {
        InstanceStatus status = cluster.status(instance);
        return switch (call.action()) {
            case DRAIN -> unless(status == InstanceStatus.ACTIVE, "NOT_ACTIVE");
            case ACTIVATE -> unless(status == InstanceStatus.DRAINING, "NOT_DRAINING");
            case DEREGISTER ->
                status.holdsTasks()
                        ? unless(call.force() || cluster.tasks(instance) == 0, "RUNNING_TASKS")
                        : Optional.of("NOT_REGISTERED");
        };
    }

    private static Optional<String> unless(boolean allowed, String reason) {
        return allowed ? Optional.empty() : Optional.of(reason);
    }

    private void make(ContainerInstanceCall call, int instance) {
        switch (call.action()) {
            case DRAIN -> {
                cluster.setStatus(instance, InstanceStatus.DRAINING, cluster.agentConnected(instance));
                effects.drains(instance);
            }
            case ACTIVATE -> {
                cluster.setStatus(instance, InstanceStatus.ACTIVE, cluster.agentConnected(instance));
                effects.active(instance);
            }
            case DEREGISTER -> effects.deregister(instance);
        }
    }
}
