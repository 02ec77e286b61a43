package io.ecsim.controlplane;

import io.ecsim.billing.Billing;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.fargate.FargateSettings;
import io.ecsim.faults.SpotMarket;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.random.KeyedStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that are on places of Fargate: how they are interrupted, lose their host, are retired (R8.10) and billed (R8.4).
 */
final class FargateStays {

    private static final double LONGEST_MICROS = 1e18;
    private static final String INTERRUPTED = "Your Spot Task was interrupted.";
    private static final String HOST_LOST = "Host Fargate terminated.";
    private static final String MAINTENANCE =
            "ECS is performing maintenance on the underlying infrastructure hosting the task.";

    private final FargateSettings settings;
    private final FargateFleet fleet;
    private final SimClock clock;
    private final Timeline timeline;
    private final ClusterState cluster;
    private final TaskLifecycle lifecycle;
    private final Billing billing;
    private final long hostLossMicros;
    private final IntConsumer drains;
    private final KeyedStream lives;
    private final EventKind retireEvent;
    private final EventKind maintenanceEvent;
    private final EventKind takenEvent;
    private final EventKind lossEvent;

    /** By place, from the first of Fargate's on. */
    private final @Nullable Stay[] stays;

    private int uses;

    /** A task on a place. */
    private static final class Stay {
        final Task task;
        final int use;

        /** Its events that are pending. */
        int pending;

        /** Whether its host has gone. */
        boolean lost;

        Stay(Task task, int use) {
            this.task = task;
            this.use = use;
        }
    }

    /** What happens to a stay. */
    private interface Happening {
        void happen(int place, Stay stay);
    }

    /**
     * Makes the places of a run, all of them empty.
     *
     * @param drains takes places whose tasks a service is to replace
     */
    FargateStays(BackEnd.Run run, FargateFleet fleet, TaskLifecycle lifecycle, IntConsumer drains) {
        Simulation simulation = run.simulation();
        this.settings = run.plan().fargate();
        this.fleet = fleet;
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.cluster = run.cluster();
        this.lifecycle = lifecycle;
        this.billing = run.recorder().billing();
        this.hostLossMicros = run.plan().timings().hostLossMicros();
        this.drains = drains;
        this.lives = run.streams().keyed("fargate/host/life");
        this.stays = new @Nullable Stay[cluster.places() - cluster.instances()];
        this.retireEvent = define("Fargate retirement", this::retire);
        this.maintenanceEvent = define(
                "Fargate maintenance",
                (place, stay) -> lifecycle.stop(stay.task, StopCode.TERMINATION_NOTICE, MAINTENANCE));
        this.takenEvent = define("Fargate Spot task ends", (place, stay) -> {
            endHost(place, stay);
            lifecycle.tasksLost(place, StopCode.SPOT_INTERRUPTION, INTERRUPTED);
        });
        this.lossEvent = define(
                "Fargate host loss noticed",
                (place, stay) -> lifecycle.tasksLost(place, StopCode.TERMINATION_NOTICE, HOST_LOST));
    }

    private EventKind define(String name, Happening happening) {
        return timeline.define(name, Phase.FAULT, new EventHandler() {
            @Override
            public void handle(int place, int use) {
                Stay stay = stay(place);
                stay.pending--;
                happening.happen(place, stay);
            }

            @Override
            public boolean isLive(int place, int use) {
                Stay stay = stays[place - cluster.instances()];
                return stay != null && stay.use == use;
            }
        });
    }

    private Stay stay(int place) {
        Stay stay = stays[place - cluster.instances()];
        if (stay == null) {
            throw new IllegalStateException(cluster.spec(place).id() + " is empty");
        }
        return stay;
    }

    private void schedule(EventKind kind, int place, long delayMicros) {
        Stay stay = stay(place);
        stay.pending++;
        timeline.schedule(kind, Math.addExact(clock.nowMicros(), delayMicros), place, stay.use);
    }

    /** A task comes to an empty place, whose host has nothing of an earlier one (R3.53). */
    void begin(Task task, int place) {
        cluster.occupy(place, clock.nowMicros());
        stays[place - cluster.instances()] = new Stay(task, uses++);
        task.enterFargate(cluster.spec(place).zone().name());
        lifecycle.agents().machineStarted(place);
        if (settings.hostLifeSeconds().isPresent()) {
            double seconds = settings.hostLifeSeconds().get().sample(lives.at(task.ordinal(), task.attempt()));
            schedule(retireEvent, place, (long) Math.min(LONGEST_MICROS, seconds * SimClock.MICROS_PER_SECOND));
        }
        lifecycle.place(task, place, settings.provisioningSeconds());
    }

    /** A task has STOPPED: its place is empty, and it is billed. */
    void end(Task task) {
        int place = task.instance();
        Stay stay = stay(place);
        stays[place - cluster.instances()] = null;
        for (int i = 0; i < stay.pending; i++) {
            timeline.cancelled();
        }
        if (!stay.lost) {
            lifecycle.agents().machineEnded(place);
        }
        cluster.vacate(place);
        bill(task, clock.nowMicros());
    }

    /** Bills those that are still there at the end of the run. */
    void billAll(long endMicros) {
        for (Stay stay : stays) {
            if (stay != null) {
                bill(stay.task, endMicros);
            }
        }
    }

    private void bill(Task task, long untilMicros) {
        if (task.pullStartedMicros() != Task.ABSENT) {
            billing.fargateTask(fleet.size(task.spec()), isSpot(task), task.pullStartedMicros(), untilMicros);
        }
    }

    static boolean isSpot(Task task) {
        return task.capacityProvider().equals(CapacityProviderStrategyItem.FARGATE_SPOT);
    }

    /** Returns the places of a zone whose tasks have not been told to stop, ascending. */
    private List<Integer> goingOn(int zone) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < stays.length; i++) {
            Stay stay = stays[i];
            int place = i + cluster.instances();
            if (stay != null
                    && !stay.lost
                    && !stay.task.stops()
                    && fleet.places().zoneOf(place) == zone) {
                found.add(place);
            }
        }
        return found;
    }

    /** The Spot capacity of a zone is taken away: the tasks that it takes get SIGTERM now, and two minutes (R5.45). */
    void interrupt(int zone, LongPredicate takes) {
        for (int place : goingOn(zone)) {
            Task task = stay(place).task;
            if (isSpot(task) && takes.test(task.ordinal())) {
                schedule(takenEvent, place, SpotMarket.NOTICE_MICROS);
                lifecycle.stop(task, StopCode.SPOT_INTERRUPTION, INTERRUPTED);
            }
        }
    }

    /** A zone has lost its power: the hosts there have ended, which is noticed later (R7.10). */
    void lose(int zone) {
        for (int i = 0; i < stays.length; i++) {
            Stay stay = stays[i];
            int place = i + cluster.instances();
            if (stay != null && !stay.lost && fleet.places().zoneOf(place) == zone) {
                endHost(place, stay);
                schedule(lossEvent, place, hostLossMicros);
            }
        }
    }

    private void endHost(int place, Stay stay) {
        if (!stay.lost) {
            stay.lost = true;
            lifecycle.agents().machineEnded(place);
        }
    }

    /** The task of a service is replaced as on a DRAINING instance; another gets its notice and is stopped then (R8.10). */
    private void retire(int place, Stay stay) {
        if (stay.task.stops()) {
            return;
        }
        if (fleet.ofService(stay.task.spec())) {
            cluster.setStatus(place, InstanceStatus.DRAINING, false);
            drains.accept(place);
        } else {
            schedule(maintenanceEvent, place, settings.retirementNoticeMicros());
        }
    }
}
