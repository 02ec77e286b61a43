package io.ecsim.controlplane;

import io.ecsim.cluster.TaskTable;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.placement.Batch;
import io.ecsim.placement.BatchPlan;
import io.ecsim.placement.BatchPlanner;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Standalone tasks that are placed in rounds, all that wait at once, as a {@link BatchPlanner} proposes. The greatest
 * priority is planned and placed before the next is planned. Under strict FIFO the proposals are taken in order of arrival,
 * and the round is over at the first task that gets no place.
 */
final class PlacementRounds implements PendingTasks {

    private final SimClock clock;
    private final Timeline timeline;
    private final TaskTable tasks;
    private final PlacementPipeline pipeline;
    private final BatchPlanner planner;
    private final boolean strictFifo;
    private final Owner owner;
    private final EventKind roundEvent;

    /** Those who wait, of each priority in order of arrival. */
    private IntArrayList waiting = new IntArrayList();

    private boolean roundPending;
    private long nextRoundMicros;

    /** Whether something changed since the last round began: a placement can help others (affinity). */
    private boolean changed;

    PlacementRounds(
            Simulation simulation,
            TaskTable tasks,
            PlacementPipeline pipeline,
            BatchPlanner planner,
            boolean strictFifo,
            Owner owner) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.tasks = tasks;
        this.pipeline = pipeline;
        this.planner = planner;
        this.strictFifo = strictFifo;
        this.owner = owner;
        this.roundEvent = timeline.define("placement round", Phase.RETRY, (none, never) -> {
            roundPending = false;
            if (!waiting.isEmpty() && !isHeld()) {
                round();
            }
        });
    }

    @Override
    public void add(int row) {
        waiting.add(row);
        helped();
    }

    @Override
    public void somethingChanged(int instance) {
        helped();
    }

    private void helped() {
        changed = true;
        if (!waiting.isEmpty()) {
            holdNextRound(clock.nowMicros());
        }
    }

    private void holdNextRound(long atMicros) {
        if (!roundPending) {
            roundPending = true;
            timeline.schedule(roundEvent, Math.max(atMicros, nextRoundMicros), 0, 0);
        }
    }

    @Override
    public int size() {
        return waiting.size();
    }

    private void round() {
        pipeline.roundBegins();
        nextRoundMicros = Math.addExact(clock.nowMicros(), planner.intervalMicros());
        IntArrayList asking = waiting;
        waiting = new IntArrayList(); // for whoever asks from here on
        changed = false;
        IntArrayList kept = new IntArrayList();
        boolean over = false;
        for (IntArrayList level : byPriority(asking).values()) {
            boolean[] placed = over ? new boolean[level.size()] : place(level);
            boolean held = isHeld();
            for (int task = 0; task < placed.length; task++) {
                int row = level.getInt(task);
                if (!placed[task] && (over || held || owner.staysWaiting(row))) {
                    kept.add(row);
                    over |= strictFifo;
                }
            }
            over |= held;
        }
        kept.addAll(waiting);
        waiting = kept;
        if (changed) {
            helped();
        }
    }

    private Map<Integer, IntArrayList> byPriority(IntArrayList rows) {
        Map<Integer, IntArrayList> levels = new TreeMap<>(Comparator.reverseOrder());
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.getInt(i);
            levels.computeIfAbsent(tasks.priority(row), priority -> new IntArrayList())
                    .add(row);
        }
        return levels;
    }

    /** Plans tasks of one priority and starts those whose proposals are legal; returns which. */
    private boolean[] place(IntArrayList rows) {
        Batch batch = pipeline.newBatch();
        for (int task = 0; task < rows.size(); task++) {
            batch.add(owner.requestOf(rows.getInt(task)));
        }
        BatchPlan plan = planner.plan(batch);
        boolean[] placed = new boolean[rows.size()];
        if (strictFifo) {
            placeInOrder(rows, plan, placed);
            return placed;
        }
        boolean[] withoutRoom = new boolean[batch.classes()];
        for (int proposal = 0; proposal < plan.size() && !isHeld(); proposal++) {
            int task = plan.task(proposal);
            int demandClass = batch.classOf(task);
            boolean byChain = plan.instance(proposal) == BatchPlan.BY_CHAIN;
            if (placed[task] || byChain && withoutRoom[demandClass]) {
                continue; // what fits nowhere now does not once more is reserved
            }
            placed[task] = start(rows.getInt(task), plan.instance(proposal));
            withoutRoom[demandClass] |= byChain && !placed[task];
            if (changed) {
                Arrays.fill(withoutRoom, false); // unless a task that came is what others wait for
            }
        }
        return placed;
    }

    /** Takes the proposals task by task in order of arrival, up to the first task that none of them helps. */
    private void placeInOrder(IntArrayList rows, BatchPlan plan, boolean[] placed) {
        int[] proposals = IntStream.range(0, plan.size())
                .boxed()
                .sorted(Comparator.comparingInt(plan::task))
                .mapToInt(Integer::intValue)
                .toArray();
        int next = 0;
        for (int proposal : proposals) {
            if (plan.task(proposal) > next || isHeld()) {
                return;
            }
            if (plan.task(proposal) == next && start(rows.getInt(next), plan.instance(proposal))) {
                placed[next++] = true;
            }
        }
    }

    private boolean start(int row, int proposed) {
        Request request = owner.requestOf(row);
        int instance =
                proposed == BatchPlan.BY_CHAIN ? pipeline.place(request) : pipeline.placePlanned(request, proposed);
        if (instance == PlacementPipeline.NONE) {
            return false;
        }
        owner.start(row, instance);
        return true;
    }

    /** Nobody is launched before the control plane allows it (R9.4). */
    private boolean isHeld() {
        long opens = owner.launchesAtMicros();
        if (opens <= clock.nowMicros()) {
            return false;
        }
        holdNextRound(opens);
        return true;
    }
}
