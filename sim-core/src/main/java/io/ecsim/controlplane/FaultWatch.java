package io.ecsim.controlplane;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
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

/** Marks the faults of a run as they strike, so that what they did to the services can be told apart (models.md M4). */
final class FaultWatch implements ZoneStates.Listener, ServiceHealth {

    private static final int NONE = -1;

    private final SimClock clock;
    private final ClusterState cluster;
    private final FaultRecorder recorder;
    private final List<String> services;

    /** By service: the update of it that came last, or NONE. */
    private final int[] updates;

    private FaultWatch(SimClock clock, ClusterState cluster, FaultRecorder recorder, List<String> services) {
        this.clock = clock;
        this.cluster = cluster;
        this.recorder = recorder;
        this.services = services;
        this.updates = new int[services.size()];
        Arrays.fill(updates, NONE);
    }

    /** Returns who watches a run; empty where no fault is planned. */
    static Optional<FaultWatch> of(
            World world, Simulation simulation, ClusterState cluster, ZoneStates zones, RunRecorder runs) {
        List<ServicePlan> services =
                world.controlPlane().map(ControlPlane::services).orElse(List.of());
        boolean redeploys =
                services.stream().flatMap(plan -> plan.updates().stream()).anyMatch(ServiceUpdate::redeploys);
        if (world.faults().zones().isEmpty() && !redeploys) {
            return Optional.empty();
        }
        long noticeMicros = world.controlPlane()
                .map(plan -> plan.timings().hostLossMicros())
                .orElse(0L);
        FaultRecorder recorder = new FaultRecorder(cluster, services.size(), noticeMicros);
        List<String> names = services.stream().map(plan -> plan.service().name()).toList();
        FaultWatch watch = new FaultWatch(simulation.clock(), cluster, recorder, names);
        zones.listen(watch);
        runs.follow(recorder);
        return Optional.of(watch);
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
        updates[service] =
                recorder.struck(FaultRecord.Kind.DEPLOYMENT, services.get(service), now, FaultRecord.OPEN);
    }

    @Override
    public void begins(ZoneEvent event) {
        int fault =
                recorder.struck(event.kind().recorded(), event.zone(), clock.nowMicros(), event.endMicros());
        if (event.kind() == ZoneEvent.Kind.POWER) {
            for (int instance = 0; instance < cluster.instances(); instance++) {
                if (cluster.status(instance) != InstanceStatus.INACTIVE
                        && cluster.spec(instance).zone().name().equals(event.zone())) {
                    recorder.takes(fault, instance);
                }
            }
        }
    }

    @Override
    public void ends(ZoneEvent event) {}
}
