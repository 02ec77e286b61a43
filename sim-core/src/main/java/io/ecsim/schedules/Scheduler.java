package io.ecsim.schedules;

import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Streams;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * EventBridge Scheduler: invokes the target of each schedule when it is due, within its flexible time window, and again
 * while the target answers with an exception. One event is pending per schedule, one per invocation on its way.
 */
public final class Scheduler {

    /** What schedules invoke. */
    public interface Target {

        /** Returns whether the target took the invocation; false: it answered with an exception. */
        boolean invoke(Invocation invocation);

        /** An invocation will not be tried again, though no attempt was taken. */
        void dropped(Invocation invocation);
    }

    /**
     * One invocation of a schedule.
     *
     * @param schedule index of the schedule
     * @param number how many invocations of the schedule were due before
     * @param firstMicros when it is tried first, in microseconds
     * @param retries how often it has been tried again so far
     */
    public record Invocation(int schedule, long number, long firstMicros, int retries) {}

    private final Timeline timeline;
    private final Simulation simulation;
    private final List<Schedule> schedules;
    private final long horizonMicros;
    private final Target target;
    private final KeyedStream windows;
    private final long[] invocations;
    private final EventKind dueEvent;
    private final EventKind invokeEvent;
    private final EventKind retryEvent;

    /** Invocations that wait for their moment, by slot. */
    private final List<Invocation> waiting = new ArrayList<>();

    private final Deque<Integer> freeSlots = new ArrayDeque<>();

    /**
     * Makes the scheduler of a run.
     *
     * @param horizonMicros nothing is due later
     */
    public Scheduler(
            Simulation simulation, Streams streams, List<Schedule> schedules, long horizonMicros, Target target) {
        this.simulation = simulation;
        this.timeline = simulation.timeline();
        this.schedules = List.copyOf(schedules);
        this.horizonMicros = horizonMicros;
        this.target = target;
        this.windows = streams.keyed("schedule/window");
        this.invocations = new long[schedules.size()];
        this.dueEvent = timeline.define("schedule due", Phase.ARRIVAL, (schedule, generation) -> due(schedule));
        this.invokeEvent = timeline.define("schedule invoked", Phase.ARRIVAL, (slot, generation) -> invoke(take(slot)));
        this.retryEvent = timeline.define("schedule retry", Phase.RETRY, (slot, generation) -> invoke(take(slot)));
    }

    /** Begins at time 0. */
    public void begin() {
        for (int schedule = 0; schedule < schedules.size(); schedule++) {
            scheduleDue(schedule, -1);
        }
    }

    private void scheduleDue(int schedule, long afterMicros) {
        long next = schedules.get(schedule).recurrence().nextMicros(afterMicros);
        if (next <= horizonMicros) {
            timeline.schedule(dueEvent, next, schedule, 0);
        }
    }

    private void due(int index) {
        long now = simulation.clock().nowMicros();
        Schedule schedule = schedules.get(index);
        long number = invocations[index]++;
        scheduleDue(index, now);
        if (schedule.flexibleWindowMicros() == 0) {
            invoke(new Invocation(index, number, now, 0));
            return;
        }
        double share =
                windows.at(KeyedStream.ordinalOf(schedule.name()) + number, 0).nextDouble();
        long at = now + (long) (share * schedule.flexibleWindowMicros());
        later(invokeEvent, at, new Invocation(index, number, at, 0));
    }

    private void later(EventKind kind, long atMicros, Invocation invocation) {
        if (freeSlots.isEmpty()) {
            freeSlots.push(waiting.size());
            waiting.add(invocation);
        }
        int slot = freeSlots.pop();
        waiting.set(slot, invocation);
        timeline.schedule(kind, atMicros, slot, 0);
    }

    private Invocation take(int slot) {
        freeSlots.push(slot);
        return waiting.get(slot);
    }

    private void invoke(Invocation invocation) {
        if (target.invoke(invocation)) {
            return;
        }
        RetryPolicy policy = schedules.get(invocation.schedule()).retryPolicy();
        int retry = invocation.retries() + 1;
        long at = simulation.clock().nowMicros() + RetryPolicy.delayMicros(retry);
        if (retry > policy.maximumRetryAttempts() || at - invocation.firstMicros() > policy.maximumEventAgeMicros()) {
            target.dropped(invocation);
            return;
        }
        later(
                retryEvent,
                at,
                new Invocation(invocation.schedule(), invocation.number(), invocation.firstMicros(), retry));
    }
}
