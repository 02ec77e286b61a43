package io.ecsim.controlplane;

import io.ecsim.cluster.TaskTable;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Standalone tasks that a strategy places whose decisions take simulated time, as a scheduler of Omega does (Schwarzkopf et
 * al., EuroSys 2013): it decides on the cluster as it is when it turns to a task, one task at a time, and the task is placed
 * when the decision is over, if it still fits. Else that is a conflict, and the strategy decides on it again. The greatest
 * priority comes first, then the order of asking; tasks that fit nowhere are passed over, unless the queue is strict.
 */
final class TimedDecisions implements PendingTasks {

    private static final int NOBODY = -1;

    private final SimClock clock;
    private final Timeline timeline;
    private final TaskTable tasks;
    private final PlacementPipeline pipeline;
    private final boolean strictFifo;
    private final Owner owner;
    private final EventKind decidedEvent;
    private final EventKind wakeEvent;

    /** Those who have not been decided on, the greatest priority first, each in order of asking. */
    private final IntArrayList waiting = new IntArrayList();

    /** What is known to fit nowhere until something changes. */
    private final Set<Demand> withoutRoom = new LinkedHashSet<>();

    /** How many at the head of the line are known to fit nowhere until something changes. */
    private int passed;

    private record Demand(int kind, int cpuUnits, int memoryMiB, int gpus, int gpuMilli) {}

    private int inHand = NOBODY;
    private int chosen;
    private boolean turning;
    private boolean wakePending;

    TimedDecisions(
            Simulation simulation, TaskTable tasks, PlacementPipeline pipeline, boolean strictFifo, Owner owner) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.tasks = tasks;
        this.pipeline = pipeline;
        this.strictFifo = strictFifo;
        this.owner = owner;
        this.decidedEvent = timeline.define("timed decision", Phase.RETRY, (none, never) -> {
            if (isHeldInHand()) {
                return;
            }
            carryOut();
            turnToNext();
        });
        this.wakeEvent = timeline.define("decisions after throttling", Phase.RETRY, (none, never) -> {
            wakePending = false;
            turnToNext();
        });
    }

    @Override
    public void add(int row) {
        int at = waiting.size();
        while (at > 0 && tasks.priority(waiting.getInt(at - 1)) < tasks.priority(row)) {
            at--;
        }
        insert(at, row);
        turnToNext();
    }

    @Override
    public void somethingChanged(int instance) {
        withoutRoom.clear();
        passed = 0;
        turnToNext();
    }

    @Override
    public int size() {
        return waiting.size() + (inHand == NOBODY ? 0 : 1);
    }

    /** Decides on tasks until a decision takes time or nobody is left who could have a place. */
    private void turnToNext() {
        if (turning) {
            return;
        }
        turning = true;
        while (inHand == NOBODY && passed < waiting.size() && !isHeld()) {
            if (decide()) {
                continue;
            }
            if (strictFifo) {
                break;
            }
            passed++;
        }
        turning = false;
    }

    /** Decides on the next who waits; returns whether it has left the line. */
    private boolean decide() {
        int row = waiting.getInt(passed);
        Request request = owner.requestOf(row);
        Demand demand = new Demand(
                request.kindNumber(), request.cpuUnits(), request.memoryMiB(), request.gpus(), request.gpuMilli());
        if (withoutRoom.contains(demand)) {
            return leaves(row);
        }
        int instance = pipeline.place(request);
        if (instance == PlacementPipeline.NONE) {
            withoutRoom.add(demand);
            return leaves(row);
        }
        waiting.removeInt(passed);
        take(row, instance);
        return true;
    }

    /** It fits nowhere; returns whether it waits no longer. */
    private boolean leaves(int row) {
        waiting.removeInt(passed); // whoever gives it up may have others ask
        if (!owner.staysWaiting(row)) {
            return true;
        }
        waiting.add(passed, row);
        return false;
    }

    private void take(int row, int instance) {
        long micros = pipeline.lastDecisionMicros();
        pipeline.charge(micros);
        inHand = row;
        chosen = instance;
        if (micros == 0) {
            carryOut();
        } else {
            timeline.schedule(decidedEvent, Math.addExact(clock.nowMicros(), micros), 0, 0);
        }
    }

    private void carryOut() {
        int row = inHand;
        inHand = NOBODY;
        if (pipeline.stillAllows(owner.requestOf(row), chosen)) {
            owner.start(row, chosen);
        } else {
            putFirst(row);
        }
    }

    /** Who could not be placed is decided on again, before others of its priority. */
    private void putFirst(int row) {
        int at = 0;
        while (at < waiting.size() && tasks.priority(waiting.getInt(at)) > tasks.priority(row)) {
            at++;
        }
        insert(at, row);
    }

    private void insert(int at, int row) {
        waiting.add(at, row);
        passed = Math.min(passed, at);
    }

    /** A decision that is over while nothing may be launched is carried out when something may be again. */
    private boolean isHeldInHand() {
        long opens = owner.launchesAtMicros();
        if (opens <= clock.nowMicros()) {
            return false;
        }
        timeline.schedule(decidedEvent, opens, 0, 0);
        return true;
    }

    /** Nobody is launched before the control plane allows it (R9.4). */
    private boolean isHeld() {
        long opens = owner.launchesAtMicros();
        if (opens <= clock.nowMicros()) {
            return false;
        }
        if (!wakePending) {
            wakePending = true;
            timeline.schedule(wakeEvent, opens, 0, 0);
        }
        return true;
    }
}
