package io.ecsim.services;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.engine.SimClock;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.observe.EventLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Lets the zones of services be rebalanced when they are in steady state, and does for it what is to be done (R1.70). */
final class ZoneMoves {

    private final SimClock clock;
    private final ClusterState cluster;
    private final LiveTasks tasks;
    private final TaskControl control;
    private final ServiceEvents events;
    private final RollingUpdate rollingUpdate;
    private final Predicate<Task> protection;
    private final Map<String, Set<String>> zonesOfCluster = new TreeMap<>();

    ZoneMoves(
            SimClock clock,
            ClusterState cluster,
            LiveTasks tasks,
            TaskControl control,
            ServiceEvents events,
            RollingUpdate rollingUpdate,
            Predicate<Task> protection) {
        this.clock = clock;
        this.cluster = cluster;
        this.tasks = tasks;
        this.control = control;
        this.events = events;
        this.rollingUpdate = rollingUpdate;
        this.protection = protection;
        for (int instance = 0; instance < cluster.places(); instance++) {
            zonesOfCluster
                    .computeIfAbsent(cluster.spec(instance).cluster(), name -> new TreeSet<>())
                    .add(zone(instance));
        }
    }

    private String zone(int instance) {
        return cluster.spec(instance).zone().name();
    }

    /** A service has been created: its zones are watched if it asks for that. */
    void begin(ServiceState state) {
        if (state.service.availabilityZoneRebalancing()
                && state.service.schedulingStrategy() == SchedulingStrategy.REPLICA) {
            state.rebalancing = new ZoneRebalancing(
                    zonesOfCluster.getOrDefault(state.service.cluster(), Set.of()),
                    task -> zone(task.instance()),
                    state.victims,
                    protection,
                    new Moves(state));
        }
    }

    /**
     * Looks at the zones of a service after its scheduler has done its part.
     *
     * @return whether tasks were stopped, so that the scheduler is to look again
     */
    boolean look(ServiceState state) {
        ZoneRebalancing rebalancing = state.rebalancing;
        if (rebalancing == null) {
            return false;
        }
        boolean deploying = state.deployments.size() > 1 || state.primary().inProgress();
        boolean applies = ZoneRebalancing.applies(
                        state.service, state.configuration, control.constrainsZone(state.primary().spec))
                && control.spreadsZones(state.primary().spec);
        if (deploying || !applies) {
            int extra = rebalancing.extra();
            rebalancing.interrupt();
            return extra > 0;
        }
        boolean idle = rebalancing.extra() == 0;
        if (idle && (!state.steady || tasks.mayStartMicros(state) > clock.nowMicros())) {
            return false;
        }
        rebalancing.look(
                state.aliveTasks().stream().filter(task -> task.instance() >= 0).toList(),
                task -> tasks.get(task).standing == Standing.HEALTHY,
                rollingUpdate.roomBelowUpper(state),
                state.count(Standing.HEALTHY) - state.desiredCount);
        if (rebalancing.waits()) {
            state.refusedMicros = clock.nowMicros();
        }
        return !idle && rebalancing.extra() == 0;
    }

    /** Does for one service what its rebalancing asks for. */
    private final class Moves implements ZoneRebalancing.Operations {
        private final ServiceState state;

        Moves(ServiceState state) {
            this.state = state;
        }

        @Override
        public Optional<Task> startIn(String zone) {
            return tasks.mayStartMicros(state) > clock.nowMicros() ? Optional.empty() : tasks.startIn(state, zone);
        }

        @Override
        public void stop(List<Task> victims, String reason) {
            tasks.stopUntold(state, victims, reason);
        }

        @Override
        public String deploymentId() {
            return state.primary().id;
        }

        @Override
        public String ids(List<Task> list) {
            return ServiceEvents.ids(list);
        }

        @Override
        public void say(String what) {
            events.say(state, what);
        }

        @Override
        public void act(EventLevel level, String eventName, String reason) {
            events.act(state, level, eventName, reason);
        }
    }
}
