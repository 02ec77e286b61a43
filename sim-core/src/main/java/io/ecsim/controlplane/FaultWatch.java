package io.ecsim.controlplane;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.faults.GroupRefresh;
import io.ecsim.faults.PlannedFault;
import io.ecsim.faults.PlannedFaults;
import io.ecsim.faults.SpotWave;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.faults.ZoneStates;
import io.ecsim.observe.FaultRecord;
import io.ecsim.observe.FaultRecorder;
import io.ecsim.observe.RunRecorder;
import io.ecsim.services.ServiceHealth;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceUpdate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Marks the faults of a run as they strike, so that what they did to the services can be told apart (models.md M4). */
final class FaultWatch implements ZoneStates.Listener, ServiceHealth {

    private static final int NONE = -1;

    private final SimClock clock;
    private final ClusterState cluster;
    private final FaultRecorder recorder;
    private final List<String> services;

    /** By service: the update of it that came last, or NONE. */
    private final int[] updates;

    /** By instance: the fault that has told it that it will end, or NONE. */
    private final int[] takenBy;

    private ToLongFunction<String> refreshEnds = group -> FaultRecord.OPEN;

    /** By number of the Spot wave: its number in the record. */
    private final int[] waves;

    private FaultWatch(SimClock clock, ClusterState cluster, FaultRecorder recorder, List<String> services, int waves) {
        this.clock = clock;
        this.cluster = cluster;
        this.recorder = recorder;
        this.services = services;
        this.waves = new int[waves];
        this.updates = new int[services.size()];
        Arrays.fill(updates, NONE);
        this.takenBy = new int[cluster.instances()];
        Arrays.fill(takenBy, NONE);
    }

    /**
     * Returns who watches a run; empty where no fault is planned.
     *
     * @param always whether services are watched also then
     */
    static Optional<FaultWatch> of(
            World world,
            boolean always,
            Simulation simulation,
            ClusterState cluster,
            ZoneStates zones,
            RunRecorder runs) {
        List<ServicePlan> services =
                world.controlPlane().map(ControlPlane::services).orElse(List.of());
        boolean redeploys =
                services.stream().flatMap(plan -> plan.updates().stream()).anyMatch(ServiceUpdate::redeploys);
        boolean follows = always && !services.isEmpty();
        if (!world.faults().strikes() && !redeploys && !follows) {
            return Optional.empty();
        }
        long noticeMicros = world.controlPlane()
                .map(plan -> plan.timings().hostLossMicros())
                .orElse(0L);
        FaultRecorder recorder = new FaultRecorder(cluster, services.size(), noticeMicros);
        List<String> names =
                services.stream().map(plan -> plan.service().name()).toList();
        FaultWatch watch = new FaultWatch(
                simulation.clock(),
                cluster,
                recorder,
                names,
                world.faults().planned().spotReclaims().size());
        zones.listen(watch);
        watch.mark(world.faults().planned(), simulation);
        runs.follow(recorder);
        return Optional.of(watch);
    }

    /** Has each fault noted when it strikes. */
    private void mark(PlannedFaults planned, Simulation simulation) {
        List<PlannedFault> faults = planned.all();
        int firstWave = planned.agents().size()
                + planned.registries().size()
                + planned.controlPlane().size();
        EventKind strike = simulation.timeline().define("fault strikes", Phase.FAULT, (number, none) -> {
            int fault = struck(faults.get(number));
            if (faults.get(number) instanceof SpotWave) {
                waves[number - firstWave] = fault;
            }
        });
        for (int number = 0; number < faults.size(); number++) {
            simulation.timeline().schedule(strike, faults.get(number).atMicros(), number, 0);
        }
    }

    /** A Spot wave gives notice to an instance. */
    void takenBySpotWave(int wave, int instance) {
        takenBy[instance] = waves[wave];
    }

    /** A machine is launched. */
    void launches(int instance) {
        takenBy[instance] = NONE;
    }

    /** A machine is about to end. */
    void ends(int instance) {
        if (takenBy[instance] != NONE) {
            recorder.takes(takenBy[instance], instance);
        }
    }

    /** Says who knows when the instance refresh of a group was over, OPEN while it is under way. */
    void refreshes(ToLongFunction<String> ends) {
        refreshEnds = ends;
    }

    private int struck(PlannedFault fault) {
        if (fault instanceof GroupRefresh refresh) {
            long now = clock.nowMicros();
            return recorder.struck(fault.recorded(), fault.where(), now, () -> {
                long ended = refreshEnds.applyAsLong(refresh.group());
                return ended < now ? FaultRecord.OPEN : ended; // it begins right after this
            });
        }
        return recorder.struck(fault.recorded(), fault.where(), clock.nowMicros(), fault.endMicros());
    }

    @Override
    public void changed(int service, int healthy, int desired, boolean deploying) {
        long now = clock.nowMicros();
        recorder.health(service, healthy, desired, now);
        if (updates[service] != NONE) {
            recorder.lasts(updates[service], deploying, now);
        }
    }

    /** A deployment that rolls this one back is part of the same fault. */
    @Override
    public void redeploys(int service) {
        long now = clock.nowMicros();
        if (updates[service] != NONE) {
            recorder.lasts(updates[service], false, now);
        }
        updates[service] = recorder.struck(FaultRecord.Kind.DEPLOYMENT, services.get(service), now, FaultRecord.OPEN);
    }

    @Override
    public void begins(ZoneEvent event) {
        int fault = struck(event);
        if (event.kind() == ZoneEvent.Kind.POWER) {
            for (int place = 0; place < cluster.places(); place++) {
                if (cluster.status(place) != InstanceStatus.INACTIVE
                        && cluster.spec(place).zone().name().equals(event.zone())) {
                    recorder.takes(fault, place);
                }
            }
        }
    }

    @Override
    public void ends(ZoneEvent event) {}
}
