package io.ecsim.autoscaling;

import io.ecsim.autoscaling.Machine.State;
import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.faults.InstanceFailures;
import io.ecsim.faults.PlaceOwner;
import io.ecsim.model.ContainerInstance;
import io.ecsim.observe.GroupTotals;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The Auto Scaling groups of a run: each keeps as many machines as it desires, evenly over the zones that have capacity,
 * and replaces those that end (R5.28, R5.29). A group is meant by its position; a place is an instance of the world.
 *
 * <p>A group looks at itself once at an instant, after all that happens to it then, and only when something has.
 */
public final class AutoScaling implements PlaceOwner {

    private final SimClock clock;
    private final Timeline timeline;
    private final List<GroupState> groups = new ArrayList<>();
    private final GroupListener listener;
    private final long hookMicros;
    private final KeyedStream boots;
    private final PoolShortages shortages;
    private final TerminationPolicy policy;
    private final @Nullable Machine[] machines;
    private final int[] groupOfPlace;
    private @Nullable InstanceFailures failures;
    private int launched;

    private final EventKind bootEvent;
    private final EventKind lossEvent;
    private final EventKind hookEvent;
    private final EventKind lookEvent;
    private final EventKind wakeEvent;

    /**
     * Makes the groups of a run; nothing is launched yet.
     *
     * @param places the instances of the world; those whose pool is one of a group's options are its places
     * @param listener takes part in terminations
     * @param hookMicros how long a termination waits at most, in microseconds
     */
    public AutoScaling(
            Simulation simulation,
            List<AutoScalingGroup> groups,
            List<ContainerInstance> places,
            Streams streams,
            GroupListener listener,
            long hookMicros) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.listener = listener;
        this.hookMicros = hookMicros;
        this.boots = streams.keyed("group/boot");
        this.shortages = new PoolShortages(clock, streams.keyed("group/shortage"));
        this.policy = new TerminationPolicy(streams.keyed("group/termination"));
        this.machines = new Machine[places.size()];
        this.groupOfPlace = new int[places.size()];
        Places found = Places.of(groups, places);
        for (AutoScalingGroup group : groups) {
            this.groups.add(found.state(this.groups.size(), group));
        }
        for (int place = 0; place < groupOfPlace.length; place++) {
            groupOfPlace[place] = found.group(place);
        }
        bootEvent = timeline.define("instance boots", Phase.REPAIR, ofMachine(State.PENDING, this::booted));
        lossEvent = timeline.define("health check", Phase.REPAIR, ofMachine(State.LOST, this::lossNoticed));
        hookEvent = timeline.define("lifecycle hook", Phase.REPAIR, ofMachine(State.TERMINATING, this::end));
        lookEvent = timeline.define("auto scaling group", Phase.RETRY, (group, none) -> look(this.groups.get(group)));
        wakeEvent = timeline.define("capacity again", Phase.RETRY, new EventHandler() {
            @Override
            public void handle(int group, int wake) {
                AutoScaling.this.groups.get(group).wakeMicros = GroupState.NEVER;
                look(AutoScaling.this.groups.get(group));
            }

            @Override
            public boolean isLive(int group, int wake) {
                return AutoScaling.this.groups.get(group).wakes == wake;
            }
        });
    }

    private interface MachineStep {
        void take(Machine machine);
    }

    /** An event on a machine lives as long as the machine is in a state. */
    private EventHandler ofMachine(State state, MachineStep step) {
        return new EventHandler() {
            @Override
            public void handle(int place, int number) {
                step.take(machine(place));
            }

            @Override
            public boolean isLive(int place, int number) {
                Machine machine = machines[place];
                return machine != null && machine.number == number && machine.state == state;
            }
        };
    }

    private Machine machine(int place) {
        Machine machine = machines[place];
        if (machine == null) {
            throw new IllegalStateException("place " + place + " is empty");
        }
        return machine;
    }

    private InstanceFailures failures() {
        if (failures == null) {
            throw new IllegalStateException("the groups have not begun");
        }
        return failures;
    }

    /** Takes the places of the groups over, before anything is launched. */
    public void own(InstanceFailures all) {
        failures = all;
        BitSet places = new BitSet();
        for (int place = 0; place < groupOfPlace.length; place++) {
            places.set(place, groupOfPlace[place] >= 0);
        }
        all.own(places, this);
    }

    /** Fills the groups at time 0: their first machines have been there before. */
    public void begin() {
        for (GroupState state : groups) {
            for (int i = 0; i < state.desired; i++) {
                launch(state, true);
            }
            look(state);
        }
    }

    /** Returns the group that a place belongs to, or -1. */
    public int groupOf(int place) {
        return groupOfPlace[place];
    }

    /** Returns how many groups there are. */
    public int size() {
        return groups.size();
    }

    /** Returns the desired capacity of a group. */
    public int desiredCapacity(int group) {
        return groups.get(group).desired;
    }

    /** Returns the machines of a group that are in service and stay. */
    public int inService(int group) {
        return groups.get(group).inService();
    }

    /** Returns the places of the machines of a group that are in service and stay, in order of launch. */
    public List<Integer> placesInService(int group) {
        return groups.get(group).members.stream()
                .filter(machine -> machine.state == State.IN_SERVICE)
                .map(machine -> machine.place)
                .toList();
    }

    /** Returns how many machines of a group are in service and stay, of those in places of a kind. */
    public int inService(int group, IntPredicate places) {
        return groups.get(group).count(machine -> machine.state == State.IN_SERVICE && places.test(machine.place));
    }

    /** Returns whether a place has a machine that is in service and stays. */
    public boolean isInService(int place) {
        Machine machine = machines[place];
        return machine != null && machine.state == State.IN_SERVICE;
    }

    /** Returns whether a machine by which the group has grown boots, or has been in service for less than a time (R5.24). */
    public boolean warmsUp(int group, long warmupMicros) {
        GroupState state = groups.get(group);
        return state.grownMicros > clock.nowMicros() - warmupMicros
                || state.count(machine -> machine.grown && machine.state == State.PENDING) > 0;
    }

    /** Returns what each group has done so far. */
    public List<GroupTotals> totals() {
        return totals(clock.nowMicros());
    }

    /** Returns what each group has done in a run that ended at a time in microseconds, after which nothing happened. */
    public List<GroupTotals> totals(long endMicros) {
        return groups.stream().map(state -> state.tally.totals(endMicros)).toList();
    }

    /** Sets the desired capacity of a group, which stays within its minimum and maximum. */
    public void setDesiredCapacity(int group, int capacity) {
        GroupState state = groups.get(group);
        int desired = Math.min(Math.max(capacity, state.group.minSize()), state.group.maxSize());
        if (desired == state.desired) {
            return;
        }
        state.tally.resized(desired - state.desired);
        state.growth = Math.max(0, state.growth + desired - state.desired);
        state.desired = desired;
        sized(state);
        wake(state);
    }

    /** Protects the machine in a place from scale-in, or does so no more. */
    public void setScaleInProtection(int place, boolean isProtected) {
        Machine machine = machines[place];
        if (machine != null && machine.scaleInProtected != isProtected) {
            machine.scaleInProtected = isProtected;
            GroupState state = groups.get(groupOfPlace[place]);
            if (!isProtected && (state.members.size() > state.desired || state.refresh.underWay())) {
                wake(state);
            }
        }
    }

    /**
     * Replaces all machines of a group, so many at a time that a share stays healthy.
     *
     * @param minHealthyPercentage that share in percent, 0 to 100
     * @param warmupMicros how long a new machine is in service before it counts as healthy, in microseconds
     */
    public void startInstanceRefresh(int group, int minHealthyPercentage, long warmupMicros) {
        groups.get(group).refresh.start(minHealthyPercentage, warmupMicros);
        wake(groups.get(group));
    }

    /** Returns whether an instance refresh of a group is under way. */
    public boolean isRefreshing(int group) {
        return groups.get(group).refresh.underWay();
    }

    /** Returns when the last instance refresh of a group was over, in microseconds. */
    public long refreshedMicros(int group) {
        return groups.get(group).refresh.endedMicros();
    }

    /** A pool of capacity has none until a time in microseconds, by the name of its option's pool and its zone. */
    public void shortUntil(String pool, String zone, long micros) {
        for (GroupState state : groups) {
            for (Pool each : state.pools()) {
                if (each.option.pool().equals(pool) && each.zone.equals(zone)) {
                    each.shortUntil(micros);
                    wake(state);
                }
            }
        }
    }

    @Override
    public void poolReclaimed(String pool, String zone, long untilMicros) {
        shortUntil(pool, zone, untilMicros);
    }

    /** Whoever held the termination of a machine lets go. */
    public void completeTermination(int place) {
        Machine machine = machines[place];
        if (machine != null && machine.state == State.TERMINATING && failures().isUp(place)) {
            end(machine);
            timeline.cancelled(); // its lifecycle hook
        }
    }

    private void sized(GroupState state) {
        state.tally.sized(clock.nowMicros(), state.desired, state.inService());
    }

    /** Has a group look at itself when all that happens now has happened. */
    private void wake(GroupState state) {
        if (!state.looks) {
            state.looks = true;
            timeline.schedule(lookEvent, clock.nowMicros(), state.index, 0);
        }
    }

    private void wakeAt(GroupState state, long atMicros) {
        if (atMicros == state.wakeMicros) {
            return;
        }
        if (state.wakeMicros != GroupState.NEVER) {
            timeline.cancelled();
        }
        state.wakes++;
        state.wakeMicros = atMicros;
        if (atMicros != GroupState.NEVER) {
            timeline.schedule(wakeEvent, atMicros, state.index, state.wakes);
        }
    }

    private void look(GroupState state) {
        state.looks = false;
        long now = clock.nowMicros();
        dropLostSurplus(state);
        boolean enough = true;
        while (enough && state.members.size() < state.desired + state.moving) {
            enough = launch(state, false);
        }
        state.tally.lacksCapacity(!enough, now);
        terminateSurplus(state);
        refresh(state);
        if (enough && state.moving == 0 && state.members.size() == state.desired) {
            move(state);
        }
        long next = enough ? GroupState.NEVER : shortages.nextMicros(state);
        wakeAt(state, Math.min(next, state.refresh.nextMicros(state, now)));
    }

    private void dropLostSurplus(GroupState state) {
        for (Machine lost : List.copyOf(state.members)) {
            if (lost.state == State.LOST && state.members.size() > state.desired + state.moving) {
                forget(lost);
                timeline.cancelled(); // its health check
            }
        }
    }

    private void terminateSurplus(GroupState state) {
        while (state.members.size() > state.desired + state.moving) {
            Optional<Machine> victim = policy.victim(state, clock.nowMicros());
            if (victim.isEmpty()) {
                return; // all are protected: again when one is no more
            }
            terminate(state, victim.get());
        }
    }

    private void refresh(GroupState state) {
        int count = state.refresh.underWay() ? state.refresh.allowance(state, clock.nowMicros()) : 0;
        boolean replaces = false;
        for (int i = 0; i < count; i++) {
            Optional<Machine> victim = policy.victim(state, state.refresh::replaces, clock.nowMicros());
            victim.ifPresent(machine -> terminate(state, machine));
            replaces |= victim.isPresent();
        }
        if (replaces) {
            wake(state); // what is there instead is launched at once, if it can be
        }
    }

    /** Begins to move the group towards the zone with fewest machines: launches there first (R5.29). */
    private void move(GroupState state) {
        while (state.moving < state.group.margin()) {
            Optional<Pool> next = state.preferred().stream()
                    .filter(pool -> state.imbalance(pool) - state.moving >= 2 && shortages.has(pool))
                    .findFirst();
            if (next.isEmpty() || !mayLeaveFor(state, next.get()) || !launchFrom(state, next.get(), false)) {
                return;
            }
            state.moving++;
        }
    }

    /** Returns whether a machine of a fuller zone could be terminated in exchange. */
    private boolean mayLeaveFor(GroupState state, Pool pool) {
        int there = state.inZone(pool.zone);
        return policy.victim(state, machine -> state.inZone(machine.pool.zone) > there + 1, clock.nowMicros())
                .isPresent();
    }

    /** Launches a machine where there is capacity; returns whether there is. */
    private boolean launch(GroupState state, boolean wasThere) {
        for (Pool pool : state.preferred()) {
            if (shortages.has(pool) && launchFrom(state, pool, wasThere)) {
                return true;
            }
        }
        return false;
    }

    private boolean launchFrom(GroupState state, Pool pool, boolean wasThere) {
        int place = pool.take(failures()::isFree);
        if (place == Pool.NONE) {
            return false;
        }
        boolean grown = state.growth > 0;
        state.growth -= grown ? 1 : 0;
        Machine machine = new Machine(
                place, pool, ++launched, pool.nextKey(), clock.nowMicros(), grown, state.refresh.configuration());
        machine.scaleInProtected = state.group.newInstancesProtected();
        machines[place] = machine;
        state.add(machine);
        state.tally.launched(clock.nowMicros());
        failures().launch(place, machine.key);
        if (wasThere) {
            booted(machine);
        } else {
            Law boot = state.group.timings().bootSeconds();
            schedule(bootEvent, boot.sample(boots.at(machine.key, 0)), machine);
        }
        return true;
    }

    private void schedule(EventKind kind, double seconds, Machine machine) {
        long micros = Math.max(0, (long) (seconds * SimClock.MICROS_PER_SECOND));
        timeline.schedule(kind, clock.nowMicros() + micros, machine.place, machine.number);
    }

    private void booted(Machine machine) {
        GroupState state = groups.get(groupOfPlace[machine.place]);
        machine.state = State.IN_SERVICE;
        machine.inServiceMicros = clock.nowMicros();
        if (machine.grown) {
            state.grownMicros = clock.nowMicros();
        }
        sized(state);
        failures().register(machine.place, clock.nowMicros() > machine.launchedMicros);
        limitMoves(state);
        if (state.members.size() != state.desired + state.moving || state.refresh.underWay()) {
            wake(state);
        }
    }

    /** What moves between zones boots. */
    private static void limitMoves(GroupState state) {
        state.moving = Math.min(state.moving, state.count(member -> member.state == State.PENDING));
    }

    private void terminate(GroupState state, Machine machine) {
        boolean booting = machine.state == State.PENDING;
        machine.state = State.TERMINATING;
        state.remove(machine);
        if (booting) {
            timeline.cancelled(); // its boot
            limitMoves(state);
        }
        sized(state);
        if (!booting && listener.holdsTermination(machine.place)) {
            timeline.schedule(hookEvent, clock.nowMicros() + hookMicros, machine.place, machine.number);
        } else {
            end(machine);
        }
    }

    private void end(Machine machine) {
        forget(machine);
        GroupState state = groups.get(groupOfPlace[machine.place]);
        state.tally.ended(true, clock.nowMicros());
        failures().terminate(machine.place);
        if (state.members.size() < state.desired) {
            wake(state); // its place is free again
        }
    }

    private void forget(Machine machine) {
        machines[machine.place] = null;
        groups.get(groupOfPlace[machine.place]).remove(machine);
        machine.pool.add(machine.place);
    }

    private void lossNoticed(Machine machine) {
        forget(machine);
        wake(groups.get(groupOfPlace[machine.place]));
    }

    /** Returns whether a place has a machine that is protected from scale-in. */
    public boolean isProtected(int place) {
        Machine machine = machines[place];
        return machine != null && machine.scaleInProtected;
    }

    /** Compares what is kept of the machines, and holds the groups against their bounds. Slow; for tests. */
    public void requireConsistent() {
        for (GroupState state : groups) {
            state.requireConsistent();
            if (state.members.stream().anyMatch(machine -> machines[machine.place] != machine)) {
                throw new IllegalStateException(state.group.name() + " has lost sight of a machine");
            }
        }
        for (Machine machine : machines) {
            if (machine != null && machine.state == State.TERMINATING && machine.scaleInProtected) {
                throw new IllegalStateException("place " + machine.place + " is terminated although it is protected");
            }
        }
    }

    @Override
    public void machineEnded(int place) {
        Machine machine = machine(place);
        GroupState state = groups.get(groupOfPlace[place]);
        State before = machine.state;
        state.tally.ended(false, clock.nowMicros());
        if (before == State.TERMINATING) {
            forget(machine);
            timeline.cancelled(); // its lifecycle hook
            wake(state); // its place is free again, unless something holds it down
            return;
        }
        machine.state = State.LOST;
        sized(state);
        if (before == State.PENDING) {
            timeline.cancelled(); // its boot
            limitMoves(state);
        }
        timeline.schedule(
                lossEvent, clock.nowMicros() + state.group.timings().healthCheckMicros(), place, machine.number);
    }

    @Override
    public void placeFree(int place) {
        GroupState state = groups.get(groupOfPlace[place]);
        if (state.members.size() < state.desired) {
            wake(state);
        }
    }

    @Override
    public void zoneLost(String zone) {
        shortages.zoneLost(zone, groups);
    }

    @Override
    public void zoneBack(String zone) {
        shortages.zoneBack(zone);
        groups.forEach(this::wake);
    }
}
