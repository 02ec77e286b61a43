package io.ecsim.controlplane;

import io.ecsim.cluster.TaskTable;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import io.ecsim.placement.SharedState;
import it.unimi.dsi.fastutil.ints.IntHeapPriorityQueue;
import java.util.Arrays;

/**
 * Standalone tasks that several schedulers place over a shared state ({@link SharedState}): an idle scheduler takes the
 * first task by priority and order of arrival, picks an instance from the cluster as it is then, and commits when its
 * decision time is over. A conflict costs it another decision. A task for which no instance was found is parked until one
 * changes that could take it; under strict FIFO it goes back to the front, and nobody is taken before something changes
 * or one of greater priority asks.
 */
final class ConcurrentSchedulers implements PendingTasks {

    private static final int IDLE = -1;

    private final SimClock clock;
    private final Timeline timeline;
    private final PlacementPipeline pipeline;
    private final SharedState model;
    private final boolean strictFifo;
    private final Owner owner;
    private final EventKind commitEvent;
    private final EventKind takeEvent;
    private boolean takePending;

    /** Who asks for a scheduler, by priority and order of asking; the order of a row is kept while it is decided on. */
    private final IntHeapPriorityQueue ready;

    private long[] order = new long[64];
    private long nextOrder;

    /** Who fits nowhere. */
    private final PriorityLevels<PassingQueue> parked;

    /** By scheduler: the task it decides on, and the instance it picked. */
    private final int[] deciding;

    private final int[] picked;
    private int busy;

    /** By row: the instance whose change took the task from those parked. */
    private int[] wokenBy = new int[64];

    /** Under strict FIFO: the first in line has no place. */
    private boolean stalled;

    ConcurrentSchedulers(
            Simulation simulation,
            TaskTable tasks,
            PlacementPipeline pipeline,
            SharedState model,
            PriorityLevels<PassingQueue> parked,
            boolean strictFifo,
            Owner owner) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.pipeline = pipeline;
        this.model = model;
        this.parked = parked;
        this.strictFifo = strictFifo;
        this.owner = owner;
        this.deciding = new int[model.schedulers()];
        Arrays.fill(deciding, IDLE);
        this.picked = new int[model.schedulers()];
        this.ready = new IntHeapPriorityQueue((one, other) -> {
            int byPriority = Integer.compare(tasks.priority(other), tasks.priority(one));
            return byPriority != 0 ? byPriority : Long.compare(order[one], order[other]);
        });
        this.commitEvent = timeline.define("commit", Phase.RETRY, (scheduler, never) -> commit(scheduler));
        this.takeEvent = timeline.define("scheduler takes a task", Phase.RETRY, (none, never) -> {
            takePending = false;
            take();
        });
    }

    @Override
    public void add(int row) {
        if (row >= order.length) {
            order = Arrays.copyOf(order, Math.max(row + 1, order.length * 2));
            wokenBy = Arrays.copyOf(wokenBy, order.length);
        }
        order[row] = nextOrder++;
        wokenBy[row] = WaitQueue.NONE;
        ready.enqueue(row);
        stalled &= ready.firstInt() != row; // one of greater priority goes before the one that has no place
        takeSoon(clock.nowMicros());
    }

    @Override
    public void somethingChanged(int instance) {
        stalled = false;
        wake(instance);
        takeSoon(clock.nowMicros());
    }

    /** One at a time: when it is decided on, the next is asked whether there is still room for it. */
    private void wake(int instance) {
        int row = parked.takeFitting(instance);
        if (row != WaitQueue.NONE) {
            wokenBy[row] = instance;
            ready.enqueue(row);
        }
    }

    @Override
    public int size() {
        return ready.size() + busy + parked.size();
    }

    /** Schedulers take tasks when all that happens at this instant has happened. */
    private void takeSoon(long atMicros) {
        if (!takePending && !ready.isEmpty() && busy < deciding.length && !stalled) {
            takePending = true;
            timeline.schedule(takeEvent, atMicros, 0, 0);
        }
    }

    private void take() {
        long opens = owner.launchesAtMicros();
        if (opens > clock.nowMicros()) {
            takeSoon(opens);
            return;
        }
        int scheduler = 0;
        while (scheduler < deciding.length && !ready.isEmpty() && !stalled) {
            if (deciding[scheduler] != IDLE) {
                scheduler++;
                continue;
            }
            int row = ready.dequeueInt();
            if (wokenBy[row] == WaitQueue.NONE && parked.blocks(row)) {
                parked.add(row); // behind those who ask for no more and came before
            } else {
                busy++;
                decide(scheduler, row);
            }
        }
    }

    /** A scheduler looks at the cluster now; what it picks is carried out when its decision time is over. */
    private void decide(int scheduler, int row) {
        deciding[scheduler] = row;
        picked[scheduler] = pipeline.place(owner.requestOf(row));
        timeline.schedule(commitEvent, Math.addExact(clock.nowMicros(), model.decisionMicros()), scheduler, 0);
    }

    private void commit(int scheduler) {
        int row = deciding[scheduler];
        int instance = picked[scheduler];
        long opens = owner.launchesAtMicros();
        if (opens > clock.nowMicros()) {
            timeline.schedule(commitEvent, opens, scheduler, 0);
            return;
        }
        Request request = owner.requestOf(row);
        boolean placed = instance != PlacementPipeline.NONE && pipeline.stillAllows(request, instance);
        if (!placed && (instance != PlacementPipeline.NONE || pipeline.fitsSomewhere(request))) {
            decide(scheduler, row); // a conflict, or room came up since it looked
            return;
        }
        deciding[scheduler] = IDLE;
        busy--;
        int woken = wokenBy[row];
        wokenBy[row] = WaitQueue.NONE;
        if (placed) {
            owner.start(row, instance);
        } else {
            park(row);
        }
        if (woken != WaitQueue.NONE) {
            wake(woken);
        }
        takeSoon(clock.nowMicros());
    }

    private void park(int row) {
        if (!owner.staysWaiting(row)) {
            return;
        }
        if (strictFifo) {
            ready.enqueue(row);
            stalled |= ready.firstInt() == row;
        } else {
            parked.add(row);
        }
    }
}
