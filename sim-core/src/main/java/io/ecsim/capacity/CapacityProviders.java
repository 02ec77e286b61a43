package io.ecsim.capacity;

import io.ecsim.autoscaling.AutoScaling;
import io.ecsim.autoscaling.AutoScalingGroup;
import io.ecsim.autoscaling.GroupListener;
import io.ecsim.autoscaling.LaunchOption;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The capacity providers of a run: tasks that wait for a machine of their provider's group, the scaling of the groups, and
 * the protection and draining of their machines (section 5 of the rules). An instance is a place of the cluster.
 */
public final class CapacityProviders implements GroupListener {

    /** The attribute of an instance that names its provider: tasks that are bound to one go to no other instance. */
    public static final String ATTRIBUTE = "ecsim.capacity-provider";

    private static final long MINUTE_MICROS = 60 * SimClock.MICROS_PER_SECOND;

    /** The hook of managed draining holds a termination for 48 hours at most (R5.27). */
    private static final long HOOK_MICROS = 48 * 3600 * SimClock.MICROS_PER_SECOND;

    /** What a task that waited too long says. */
    public static final String TIMEOUT = "Timeout waiting for capacity of the capacity provider";

    /** What the providers can have done with tasks and instances. */
    public interface Tasks {

        /** Returns what the definition of a spec takes. */
        Demand demand(int spec);

        /** Returns whether no two tasks of a spec may be on one instance. */
        boolean distinctInstance(int spec);

        /** Returns whether a task may go to an instance now. */
        boolean fits(Task task, int instance);

        /** Places a task where the strategy wants it among the instances of its provider; false if there is no room. */
        boolean place(Task task);

        /** Places a task on an instance where it fits. */
        void placeOn(Task task, int instance);

        /** Stops a task that has waited in vain. */
        void stop(Task task, StopCode code, String reason);

        /** Sets an instance DRAINING if it is ACTIVE. */
        void drain(int instance);
    }

    private final SimClock clock;
    private final Timeline timeline;
    private final Tasks tasks;
    private final WaitingLimits limits;
    private final AutoScaling groups;
    private final long horizonMicros;
    private final List<ProviderState> providers = new ArrayList<>();
    private final Map<String, ProviderState> byName = new TreeMap<>();

    /** By group; null where it has no provider. */
    private final @Nullable ProviderState[] byGroup;

    private final Map<String, Integer> waitingIn = new TreeMap<>();

    /** Rows of waiting tasks, and which wait of the row it is. */
    private final Map<Integer, Integer> waits = new LinkedHashMap<>();

    private final Map<Integer, Task> waitingByRow = new LinkedHashMap<>();
    private int waitsBegun;

    /** Whether the next look at the metrics only attends. */
    private boolean watching;

    private long timedOut;

    /** Tasks on each instance, those that still stop included: all, and those that are no daemons. */
    private final int[] residents;

    private final int[] workers;
    private final boolean[] offered;
    private final EventKind minuteEvent;
    private final EventKind timeoutEvent;
    private final EventKind offerEvent;

    /**
     * Makes the groups and providers of a run.
     *
     * @param plan the groups and providers
     * @param instances of the world, by number
     * @param horizonMicros end of the run
     */
    public CapacityProviders(
            Simulation simulation,
            CapacityPlan plan,
            List<ContainerInstance> instances,
            Tasks tasks,
            Streams streams,
            long horizonMicros) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.tasks = tasks;
        this.limits = plan.limits();
        this.horizonMicros = horizonMicros;
        this.groups = new AutoScaling(simulation, plan.groups(), instances, streams, this, HOOK_MICROS);
        this.byGroup = new ProviderState[plan.groups().size()];
        List<String> names = plan.groups().stream().map(AutoScalingGroup::name).toList();
        for (CapacityProvider provider : plan.providers()) {
            int group = names.indexOf(provider.autoScalingGroup());
            ProviderState state = new ProviderState(
                    provider, group, groups, types(plan.groups().get(group), instances));
            providers.add(state);
            byName.put(provider.name(), state);
            byGroup[group] = state;
        }
        this.residents = new int[instances.size()];
        this.workers = new int[instances.size()];
        this.offered = new boolean[instances.size()];
        minuteEvent = timeline.define("capacity provider metrics", Phase.RETRY, (none, nothing) -> minute());
        offerEvent = timeline.define("room for waiting tasks", Phase.RETRY, (instance, none) -> offerNow(instance));
        timeoutEvent = timeline.define("provisioning times out", Phase.RETRY, new EventHandler() {
            @Override
            public void handle(int row, int wait) {
                timeOut(row);
            }

            @Override
            public boolean isLive(int row, int wait) {
                return waits.getOrDefault(row, 0) == wait;
            }
        });
    }

    private static List<ContainerInstance> types(AutoScalingGroup group, List<ContainerInstance> instances) {
        List<String> pools = group.options().stream().map(LaunchOption::pool).toList();
        Map<String, ContainerInstance> types = new TreeMap<>();
        for (ContainerInstance instance : instances) {
            if (pools.contains(instance.pool())) {
                types.putIfAbsent(instance.pool(), instance);
            }
        }
        return List.copyOf(types.values());
    }

    /** Returns the groups. */
    public AutoScaling groups() {
        return groups;
    }

    /** Fills the groups and begins to look at the metrics each minute. */
    public void begin() {
        groups.begin();
        if (scaled().findAny().isPresent()) {
            scheduleMinute();
        }
    }

    /** Groups that have come to rest are only watched, and no longer than anything else happens. */
    private void scheduleMinute() {
        long next = clock.nowMicros() + MINUTE_MICROS;
        watching = scaled().allMatch(state -> state.settled);
        if (next > horizonMicros || watching && timeline.isOver()) {
            watching = false;
        } else if (watching) {
            timeline.scheduleAttending(minuteEvent, next);
        } else {
            timeline.schedule(minuteEvent, next, 0, 0);
        }
    }

    private Stream<ProviderState> scaled() {
        return providers.stream()
                .filter(state -> state.provider.managedScaling().isPresent());
    }

    /** Returns the tasks that wait in a cluster. */
    public int waitingIn(String cluster) {
        return waitingIn.getOrDefault(cluster, 0);
    }

    /** Returns whether that many more tasks may begin to wait in a cluster (R5.30). */
    public boolean mayWait(String cluster, int more) {
        return waitingIn(cluster) + more <= limits.mostTasks();
    }

    /** Returns whether tasks of a provider wait for capacity: without managed scaling none would ever come. */
    public boolean waitsFor(String provider) {
        return state(provider).provider.managedScaling().isPresent();
    }

    private ProviderState state(String provider) {
        ProviderState state = byName.get(provider);
        if (state == null) {
            throw new IllegalStateException("there is no capacity provider " + provider);
        }
        return state;
    }

    /** Returns the tasks that were stopped because they waited too long (R5.31). */
    public long timedOut() {
        return timedOut;
    }

    /** Returns the last value of CapacityProviderReservation in percent. */
    public double reservation(String provider) {
        return state(provider).reservation;
    }

    /** Returns the name of the provider that an instance belongs to; empty where it has none. */
    public String providerOf(int instance) {
        ProviderState state = stateOf(instance);
        return state == null ? "" : state.provider.name();
    }

    private @Nullable ProviderState stateOf(int instance) {
        int group = groups.groupOf(instance);
        return group < 0 ? null : byGroup[group];
    }

    /** A task bound to a provider has been created: it is placed now, or waits (R5.5). */
    public void ask(Task task) {
        if (tasks.place(task)) {
            return;
        }
        ProviderState state = state(task.capacityProvider());
        state.waiting.add(task);
        waitingByRow.put(task.row(), task);
        waits.put(task.row(), ++waitsBegun);
        waitingIn.merge(task.cluster(), 1, Integer::sum);
        timeline.schedule(timeoutEvent, clock.nowMicros() + limits.timeoutMicros(), task.row(), waitsBegun);
    }

    /** A waiting task is to stop. */
    public void withdrawn(Task task) {
        if (waitingByRow.get(task.row()) == task) {
            forget(task);
            timeline.cancelled();
        }
    }

    private void forget(Task task) {
        state(task.capacityProvider()).waiting.remove(task);
        waitingByRow.remove(task.row());
        waits.remove(task.row());
        waitingIn.merge(task.cluster(), -1, Integer::sum);
    }

    private void timeOut(int row) {
        Task task = waitingByRow.get(row);
        if (task != null) {
            forget(task);
            timedOut++;
            tasks.stop(task, StopCode.TASK_FAILED_TO_START, TIMEOUT);
        }
    }

    /** A task has been placed on an instance. */
    public void placed(Task task, boolean daemon) {
        int instance = task.instance();
        residents[instance]++;
        if (!daemon && ++workers[instance] == 1) {
            protect(instance);
        }
    }

    /** A task that was on an instance has STOPPED. */
    public void gone(Task task, boolean daemon) {
        int instance = task.instance();
        if (!daemon && --workers[instance] == 0) {
            protect(instance);
        }
        if (--residents[instance] == 0 && groups.groupOf(instance) >= 0) {
            groups.completeTermination(instance);
        }
    }

    /** R5.26: only machines without tasks, other than daemons, may be terminated. */
    private void protect(int instance) {
        ProviderState state = stateOf(instance);
        if (state != null && state.provider.managedTerminationProtection()) {
            groups.setScaleInProtection(instance, workers[instance] > 0);
        }
    }

    /** An instance takes tasks from now on, or has room again: waiting tasks go there once all else has been done. */
    public void offer(int instance) {
        ProviderState state = stateOf(instance);
        if (state != null && state.waiting.size() > 0 && !offered[instance]) {
            offered[instance] = true;
            timeline.schedule(offerEvent, clock.nowMicros(), instance, 0);
        }
    }

    /** An instance has registered. */
    public void joined(int instance) {
        protect(instance);
        offer(instance);
    }

    private void offerNow(int instance) {
        offered[instance] = false;
        ProviderState state = stateOf(instance);
        if (state == null) {
            return;
        }
        for (Task head : state.waiting.heads()) {
            for (Task task : state.waiting.like(head)) {
                if (!tasks.fits(task, instance)) {
                    break;
                }
                withdrawn(task);
                tasks.placeOn(task, instance);
            }
        }
    }

    private void minute() {
        if (watching) {
            timeline.attended();
        }
        scaled().forEach(state -> {
            retry(state);
            state.minute(busy(state.group), tasks);
        });
        scheduleMinute();
    }

    /** A task that was placed may have made room for others, as affinity does (R1.57). */
    private void retry(ProviderState state) {
        for (Task head : state.waiting.heads()) {
            for (Task task : state.waiting.like(head)) {
                if (!tasks.place(task)) {
                    break;
                }
                withdrawn(task);
            }
        }
    }

    private int busy(int group) {
        return groups.inService(group, place -> workers[place] > 0);
    }

    @Override
    public boolean holdsTermination(int place) {
        ProviderState state = stateOf(place);
        if (state == null || !state.provider.managedDraining() || residents[place] == 0) {
            return false;
        }
        tasks.drain(place);
        return true;
    }

    /** Compares what is kept of waiting tasks. Slow; for tests. */
    public void requireConsistent() {
        groups.requireConsistent();
        int waiting = providers.stream().mapToInt(state -> state.waiting.size()).sum();
        int counted = waitingIn.values().stream().mapToInt(Integer::intValue).sum();
        if (waiting != waitingByRow.size() || waiting != waits.size() || waiting != counted) {
            throw new IllegalStateException("waiting tasks are counted wrong: " + waiting + ", " + waitingByRow.size()
                    + ", " + waits.size() + ", " + counted);
        }
        for (ProviderState state : providers) {
            for (int place : groups.placesInService(state.group)) {
                if (state.provider.managedTerminationProtection() && workers[place] > 0 && !groups.isProtected(place)) {
                    throw new IllegalStateException("place " + place + " has tasks and no protection (R5.26)");
                }
            }
        }
    }
}
