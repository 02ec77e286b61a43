package io.ecsim.faults;

import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.model.ContainerInstance;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import java.util.List;

/**
 * Keeps the instances of a fleet up as long as nothing holds them down. Failures of its own, common shocks, zones without
 * power and planned outages may hold an instance at the same time; it is launched anew when the last of them lets go. At one
 * instant whatever takes hold comes before whatever lets go, so an instance does not come back for no time. All draws belong to (id of the instance, launch), so neither the strategy nor the size of the fleet moves them (models.md
 * M1).
 */
public final class InstanceFailures {

    private static final double LONGEST_MICROS = 1e18; // 30,000 years

    private final FaultPlan plan;
    private final SimClock clock;
    private final Timeline timeline;
    private final FaultTarget target;
    private final List<ContainerInstance> fleet;
    private final int[] order;
    private final long[] keys;
    private final KeyedStream lives;
    private final KeyedStream trunkDraws;

    private final EventKind failEvent;
    private final EventKind letGoEvent;
    private final EventKind registeredEvent;

    private final int[] launches;
    private final int[] holds;
    private final boolean[] up;
    private final boolean[] registering;

    /**
     * Prepares the failures of a run.
     *
     * @param fleet the instances, by number
     * @param order their numbers in the order in which those that register at one instant do so
     */
    public InstanceFailures(
            FaultPlan plan,
            Simulation simulation,
            Streams streams,
            FaultTarget target,
            List<ContainerInstance> fleet,
            int[] order) {
        this.plan = plan;
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.target = target;
        this.fleet = List.copyOf(fleet);
        this.order = order.clone();
        this.keys = fleet.stream()
                .mapToLong(instance -> KeyedStream.ordinalOf(instance.id()))
                .toArray();
        this.lives = streams.keyed("instance/life");
        this.trunkDraws = streams.keyed("instance/trunk");
        this.launches = new int[keys.length];
        this.holds = new int[keys.length];
        this.up = new boolean[keys.length];
        this.registering = new boolean[keys.length];
        this.failEvent = timeline.define("instance fails", Phase.FAULT, new EventHandler() {
            @Override
            public void handle(int instance, int launch) {
                failByItself(instance, launch);
            }

            @Override
            public boolean isLive(int instance, int launch) {
                return up[instance] && launches[instance] == launch;
            }
        });
        this.registeredEvent = timeline.define("instance registered", Phase.REPAIR, new EventHandler() {
            @Override
            public void handle(int instance, int launch) {
                endRegistration(instance, launch);
            }

            @Override
            public boolean isLive(int instance, int launch) {
                return registering[instance] && launches[instance] == launch;
            }
        });
        this.letGoEvent = timeline.define("instance returns", Phase.REPAIR, (instance, none) -> letGo(instance));
        new ZonePower(plan, this, simulation, streams);
        new Shocks(plan.shocks(), this, simulation, streams);
        new PlannedOutages(plan.outages(), this, timeline);
    }

    /** Launches the fleet at time 0, but for instances that join later. */
    public void begin() {
        for (int instance : order) {
            if (holds[instance] == 0) {
                launch(instance, plan.trunks().initialFleet());
            }
        }
    }

    /** Returns the instances by number. */
    List<ContainerInstance> fleet() {
        return fleet;
    }

    /** Returns the numbers of the instances in order of registration. */
    int[] order() {
        return order.clone();
    }

    /** Returns the key of an instance's draws. */
    long key(int instance) {
        return keys[instance];
    }

    /** Returns whether a machine is there, whatever its status. */
    boolean isUp(int instance) {
        return up[instance];
    }

    /** Holds an instance down until as many calls of {@link #letGo} follow. */
    void hold(int instance) {
        if (up[instance]) {
            end(instance);
            if (plan.instances().isPresent()) {
                timeline.cancelled(); // its own failure, still pending
            }
        }
        holds[instance]++;
    }

    /** Holds an instance down from the very beginning. */
    void holdAtStart(int instance) {
        holds[instance]++;
    }

    /** Takes one hold away; after the last an instance is launched. */
    void letGo(int instance) {
        if (--holds[instance] == 0) {
            launch(instance, true);
        }
    }

    /** Takes one hold away after a time drawn in seconds. */
    void letGoAfter(int instance, double seconds) {
        timeline.schedule(letGoEvent, clock.nowMicros() + micros(seconds), instance, 0);
    }

    private void end(int instance) {
        up[instance] = false;
        launches[instance]++;
        if (registering[instance]) {
            registering[instance] = false;
            timeline.cancelled();
        }
        target.instanceFails(instance);
    }

    private void failByItself(int instance, int launch) {
        end(instance);
        holds[instance]++;
        Law repair = plan.instances().orElseThrow().repairSeconds();
        letGoAfter(instance, repair.sample(lives.at(keys[instance], launch * 2 + 1)));
    }

    private void launch(int instance, boolean waitsForTrunk) {
        int launch = launches[instance];
        up[instance] = true;
        target.instanceLaunches(instance);
        if (plan.instances().isPresent()) {
            Law life = plan.instances().get().lifeSeconds();
            long micros = micros(life.sample(lives.at(keys[instance], launch * 2)));
            timeline.schedule(failEvent, clock.nowMicros() + micros, instance, launch);
        }
        if (waitsForTrunk && fleet.get(instance).attributes().containsKey(TrunkRegistration.ATTRIBUTE)) {
            beginRegistration(instance, launch);
        } else {
            target.instanceRegisters(instance);
        }
    }

    private void beginRegistration(int instance, int launch) {
        if (plan.trunks().delaySeconds().isEmpty()) {
            endRegistration(instance, launch);
            return;
        }
        Law delay = plan.trunks().delaySeconds().get();
        registering[instance] = true;
        long micros = micros(delay.sample(trunkDraws.at(keys[instance], launch * 2)));
        timeline.schedule(registeredEvent, clock.nowMicros() + micros, instance, launch);
    }

    private void endRegistration(int instance, int launch) {
        registering[instance] = false;
        if (trunkDraws.at(keys[instance], launch * 2 + 1).nextDouble()
                < plan.trunks().failure()) {
            target.registrationFails(instance);
        } else {
            target.instanceRegisters(instance);
        }
    }

    /** A law with a heavy tail may draw more than a clock can hold. */
    static long micros(double seconds) {
        return Math.max(1, (long) Math.min(LONGEST_MICROS, seconds * SimClock.MICROS_PER_SECOND));
    }
}
