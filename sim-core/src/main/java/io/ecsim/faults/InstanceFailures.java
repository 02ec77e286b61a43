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
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the instances of a fleet up as long as nothing holds them down. Failures of its own, common shocks, zones without
 * power and planned outages may hold an instance at the same time; it is launched anew when the last of them lets go. At one
 * instant whatever takes hold comes before whatever lets go, so an instance does not come back for no time. All draws belong to (id of the instance, launch), so neither the strategy nor the size of the fleet moves them (models.md
 * M1). Places that somebody owns are launched into by their owner alone; what holds them down does so all the same.
 */
public final class InstanceFailures {

    private static final double LONGEST_MICROS = 1e18; // 30,000 years

    private final FaultPlan plan;
    private final SimClock clock;
    private final Timeline timeline;
    private final FaultTarget target;
    private final ZoneStates zones;
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

    /** Nothing holds them down, but their zone is. */
    private final boolean[] awaited;

    private final boolean[] registering;
    private final BitSet owned = new BitSet();
    private final SpotReclaims spot;
    private @Nullable PlaceOwner owner;

    /** Prepares the failures of a run of whose zones nobody else hears. */
    public InstanceFailures(
            FaultPlan plan,
            Simulation simulation,
            Streams streams,
            FaultTarget target,
            List<ContainerInstance> fleet,
            int[] order) {
        this(plan, simulation, new ZoneStates(plan.zones(), simulation, fleet), streams, target, fleet, order);
    }

    /**
     * Prepares the failures of a run.
     *
     * @param zones what is up with whole zones
     * @param fleet the instances, by number
     * @param order their numbers in the order in which those that register at one instant do so
     */
    public InstanceFailures(
            FaultPlan plan,
            Simulation simulation,
            ZoneStates zones,
            Streams streams,
            FaultTarget target,
            List<ContainerInstance> fleet,
            int[] order) {
        this.plan = plan;
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.target = target;
        this.zones = zones;
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
        this.awaited = new boolean[keys.length];
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
                endRegistration(instance);
            }

            @Override
            public boolean isLive(int instance, int launch) {
                return registering[instance] && launches[instance] == launch;
            }
        });
        this.letGoEvent = timeline.define("instance returns", Phase.REPAIR, (instance, none) -> letGo(instance));
        new ZoneLosses(plan, this, zones, simulation, streams);
        new Shocks(plan.shocks(), this, simulation, streams);
        new PlannedOutages(plan.outages(), this, timeline);
        this.spot = new SpotReclaims(plan.spot(), plan.planned().spotReclaims(), this, target, simulation, streams);
    }

    /** Leaves the launches into some places to an owner; there is one owner, and it comes before {@link #begin}. */
    public void own(BitSet places, PlaceOwner newOwner) {
        owned.or(places);
        owner = newOwner;
    }

    /** Launches the fleet at time 0, but for instances that join later and for places that somebody owns. */
    public void begin() {
        for (int instance : order) {
            if (holds[instance] == 0 && !owned.get(instance)) {
                launch(instance, plan.trunks().initialFleet());
            }
        }
    }

    /** Returns whether an owned place can be filled: nothing is there and nothing holds it down. */
    public boolean isFree(int place) {
        return !up[place] && holds[place] == 0;
    }

    /**
     * Launches a machine into an owned place that is free; it registers with {@link #register}.
     *
     * @param key of the machine's draws, such as (pool, zone, launch ordinal)
     */
    public void launch(int place, long key) {
        keys[place] = key;
        up[place] = true;
        target.instanceLaunches(place);
        scheduleOwnFailure(place);
    }

    /** A machine in an owned place has booted and registers, at once or when its trunk interface is there (R2.37). */
    public void register(int place, boolean waitsForTrunk) {
        completeLaunch(place, waitsForTrunk);
    }

    /** The owner ends the machine in its place (R7.8). */
    public void terminate(int place) {
        leave(place);
        cancelOwnFailure();
        target.instanceTerminates(place);
    }

    /** A machine is taken away without its place being held down, as by a Spot interruption. */
    public void reclaim(int place) {
        endBeforeItsFailure(place);
        if (owner != null && owned.get(place)) {
            owner.machineEnded(place);
        }
    }

    /** Returns whether a place has an owner. */
    boolean isOwned(int place) {
        return owned.get(place);
    }

    /** Tells the owner that a Spot pool has no capacity until a time. */
    void tellReclaim(String pool, String zone, long untilMicros) {
        if (owner != null) {
            owner.poolReclaimed(pool, zone, untilMicros);
        }
    }

    /** Tells the owner that a zone is lost or back. */
    void tellZone(String zone, boolean lost) {
        if (owner == null) {
            return;
        }
        if (lost) {
            owner.zoneLost(zone);
        } else {
            owner.zoneBack(zone);
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
    public boolean isUp(int instance) {
        return up[instance];
    }

    /** Holds an instance down until as many calls of {@link #letGo} follow. */
    void hold(int instance) {
        awaited[instance] = false;
        boolean ends = up[instance];
        if (ends) {
            endBeforeItsFailure(instance);
        }
        holds[instance]++;
        if (ends && owner != null && owned.get(instance)) {
            owner.machineEnded(instance);
        }
    }

    private void endBeforeItsFailure(int instance) {
        end(instance);
        cancelOwnFailure();
    }

    private void cancelOwnFailure() {
        if (plan.instances().isPresent()) {
            timeline.cancelled(); // its own failure, still pending
        }
    }

    /** Holds an instance down from the very beginning. */
    void holdAtStart(int instance) {
        holds[instance]++;
    }

    /** Takes one hold away; after the last an instance is launched, a Spot instance when its pool has capacity. */
    void letGo(int instance) {
        boolean launchesHere = owner == null || !owned.get(instance);
        long opens = spot.opensAtMicros(instance);
        if (launchesHere && holds[instance] == 1 && opens > clock.nowMicros()) {
            letGoAt(instance, opens);
            return;
        }
        if (--holds[instance] > 0) {
            return;
        }
        if (owner != null && owned.get(instance)) {
            owner.placeFree(instance);
            return;
        }
        awaited[instance] = true;
        launchIfAwaited(instance);
    }

    /** Launches an instance that nothing holds down, unless nothing can be launched into its zone (M7). */
    void launchIfAwaited(int instance) {
        if (awaited[instance] && !zones.isDown(fleet.get(instance).zone().name())) {
            awaited[instance] = false;
            launch(instance, true);
        }
    }

    /** Takes one hold away at a time. */
    void letGoAt(int instance, long atMicros) {
        timeline.schedule(letGoEvent, atMicros, instance, 0);
    }

    /** Returns how many machines have been there before the one that is, or that comes next. */
    int launch(int instance) {
        return launches[instance];
    }

    /** Takes one hold away after a time drawn in seconds. */
    void letGoAfter(int instance, double seconds) {
        timeline.schedule(letGoEvent, clock.nowMicros() + micros(seconds), instance, 0);
    }

    private void end(int instance) {
        leave(instance);
        target.instanceFails(instance);
    }

    private void leave(int instance) {
        up[instance] = false;
        launches[instance]++;
        spot.ended(instance);
        if (registering[instance]) {
            registering[instance] = false;
            timeline.cancelled();
        }
    }

    private void failByItself(int instance, int launch) {
        end(instance);
        if (owner != null && owned.get(instance)) {
            owner.machineEnded(instance); // another machine may take the place at once
            return;
        }
        holds[instance]++;
        Law repair = plan.instances().orElseThrow().repairSeconds();
        letGoAfter(instance, repair.sample(lives.at(keys[instance], launch * 2 + 1)));
    }

    private void launch(int instance, boolean waitsForTrunk) {
        up[instance] = true;
        target.instanceLaunches(instance);
        scheduleOwnFailure(instance);
        completeLaunch(instance, waitsForTrunk);
    }

    private void scheduleOwnFailure(int instance) {
        if (plan.instances().isPresent()) {
            Law life = plan.instances().get().lifeSeconds();
            long micros = micros(life.sample(lives.at(keys[instance], draw(instance) * 2)));
            timeline.schedule(failEvent, clock.nowMicros() + micros, instance, launches[instance]);
        }
    }

    /** A machine in an owned place has a key of its own; elsewhere the key is the place's and the launch counts. */
    private int draw(int instance) {
        return owned.get(instance) ? 0 : launches[instance];
    }

    private void completeLaunch(int instance, boolean waitsForTrunk) {
        if (waitsForTrunk && fleet.get(instance).attributes().containsKey(TrunkRegistration.ATTRIBUTE)) {
            beginRegistration(instance, launches[instance]);
        } else {
            target.instanceRegisters(instance);
        }
    }

    private void beginRegistration(int instance, int launch) {
        if (plan.trunks().delaySeconds().isEmpty()) {
            endRegistration(instance);
            return;
        }
        Law delay = plan.trunks().delaySeconds().get();
        registering[instance] = true;
        long micros = micros(delay.sample(trunkDraws.at(keys[instance], draw(instance) * 2)));
        timeline.schedule(registeredEvent, clock.nowMicros() + micros, instance, launch);
    }

    private void endRegistration(int instance) {
        registering[instance] = false;
        if (trunkDraws.at(keys[instance], draw(instance) * 2 + 1).nextDouble()
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
