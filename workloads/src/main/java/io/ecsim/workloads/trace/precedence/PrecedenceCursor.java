package io.ecsim.workloads.trace.precedence;

import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workloads.trace.TraceOptions;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceTally;
import io.ecsim.workloads.trace.TraceWorkload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jgrapht.Graphs;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the tasks of jobs: those without parents when their job arrives, the others when all tasks of all their
 * parents are done. Children of a task that was given up are withheld for good. In memory are the jobs that have arrived
 * and have tasks left, and the one that arrives next.
 */
final class PrecedenceCursor implements ArrivalCursor {

    /** The tasks of one row. */
    private static final class Stage {

        final TraceRow row;
        final long firstOrdinal;
        final List<Stage> children = new ArrayList<>(1);
        int parentsLeft;
        int delivered;
        int ended;
        boolean withheld;
        long releasedMicros;

        Stage(TraceRow row, long firstOrdinal) {
            this.row = row;
            this.firstOrdinal = firstOrdinal;
        }
    }

    private final TraceOptions options;
    private final int firstDefinition;
    private final String file;
    private final TraceTally tally;
    private final TraceJobs jobs;

    /** Stages of the job that was read last, which arrives at one time. */
    private final ArrayDeque<Stage> arriving = new ArrayDeque<>();

    /** Stages whose parents are done, in the order in which that happened. */
    private final ArrayDeque<Stage> released = new ArrayDeque<>();

    /** Stages that can still be heard of, by their first ordinal. */
    private final TreeMap<Long, Stage> living = new TreeMap<>();

    private @Nullable Stage current;
    private long tasksRead;
    private long tasks;
    private long withheldTasks;
    private long lastReadMicros = Long.MIN_VALUE;
    private boolean allRead;

    PrecedenceCursor(TraceWorkload workload, JobFormat format, Streams streams) {
        options = workload.options();
        firstDefinition = workload.firstDefinition();
        file = format.file().name();
        tally = new TraceTally(options.lenient());
        jobs = format.jobs(streams, tally, options.sort() || format.sortsAlways());
    }

    @Override
    public boolean advance() {
        if (current != null) {
            leave(current);
        }
        current = tasks < options.limitTasks() ? choose() : null;
        return current != null;
    }

    /** The current task has been delivered. */
    private void leave(Stage stage) {
        tasks++;
        stage.delivered++;
        if (stage.delivered == stage.row.count()) {
            (stage == released.peek() ? released : arriving).remove();
        }
    }

    /** Returns the stage whose tasks come next; of two at one time the one that was released. */
    private @Nullable Stage choose() {
        if (arriving.isEmpty()) {
            readJob();
        }
        Stage arrives = arriving.peek();
        Stage waits = released.peek();
        if (waits == null || (arrives != null && arrives.releasedMicros < waits.releasedMicros)) {
            return arrives;
        }
        return waits;
    }

    private void readJob() {
        while (!allRead) {
            TraceJob job = jobs.next();
            if (job == null) {
                allRead = true;
                return;
            }
            long arrival = job.arrivalMicros();
            if (arrival < lastReadMicros) {
                tally.outOfOrder(file, job.line());
                continue;
            }
            lastReadMicros = arrival;
            if (arrival >= options.toMicros()) {
                allRead = true;
            } else if (arrival >= options.fromMicros()) {
                take(job, arrival - options.fromMicros());
                return;
            }
        }
    }

    private void take(TraceJob job, long arrivalMicros) {
        List<Stage> stages = new ArrayList<>(job.rows().size());
        for (TraceRow row : job.rows()) {
            Stage stage = new Stage(row, tasksRead);
            tasksRead += row.count();
            stages.add(stage);
            living.put(stage.firstOrdinal, stage);
        }
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            for (int child : Graphs.successorListOf(job.precedence(), i)) {
                stage.children.add(stages.get(child));
                stages.get(child).parentsLeft++;
            }
        }
        for (Stage stage : stages) {
            if (stage.parentsLeft == 0) {
                stage.releasedMicros = arrivalMicros;
                arriving.add(stage);
            }
        }
    }

    @Override
    public boolean hearsEnds() {
        return true;
    }

    @Override
    public boolean ended(long ordinal, long nowMicros, boolean completed) {
        Map.Entry<Long, Stage> entry = living.floorEntry(ordinal);
        if (entry == null || ordinal - entry.getKey() >= entry.getValue().row.count()) {
            throw new IllegalArgumentException("task " + ordinal + " was not delivered, or has ended before");
        }
        Stage stage = entry.getValue();
        stage.ended++;
        if (!completed) {
            withhold(stage);
        }
        if (stage.ended == stage.row.count()) {
            living.remove(stage.firstOrdinal);
            release(stage.children, nowMicros);
        }
        if (tasks >= options.limitTasks() || (current != null && current.releasedMicros <= nowMicros)) {
            return false;
        }
        Stage before = current;
        current = choose();
        return current != before;
    }

    private void release(List<Stage> children, long nowMicros) {
        for (Stage child : children) {
            child.parentsLeft--;
            if (child.parentsLeft == 0 && !child.withheld) {
                child.releasedMicros = nowMicros;
                released.add(child);
            }
        }
    }

    /** Gives up all that waits, through others, for a stage. */
    private void withhold(Stage stage) {
        ArrayDeque<Stage> open = new ArrayDeque<>(stage.children);
        while (!open.isEmpty()) {
            Stage next = open.remove();
            if (!next.withheld) {
                next.withheld = true;
                withheldTasks += next.row.count();
                living.remove(next.firstOrdinal);
                open.addAll(next.children);
            }
        }
    }

    @Override
    public long withheldTasks() {
        return withheldTasks;
    }

    /** The position in the trace, whatever the order in which strategies let tasks end. */
    @Override
    public long ordinal(long position) {
        Stage stage = stage();
        return stage.firstOrdinal + stage.delivered;
    }

    private Stage stage() {
        return Objects.requireNonNull(current, "there is no current task");
    }

    @Override
    public long timeMicros() {
        return stage().releasedMicros;
    }

    @Override
    public int definition() {
        return firstDefinition + stage().row.definition();
    }

    @Override
    public int cpuUnits() {
        return stage().row.cpuUnits();
    }

    @Override
    public int memoryMiB() {
        return stage().row.memoryMiB();
    }

    @Override
    public int gpus() {
        return stage().row.gpus();
    }

    @Override
    public int gpuMilli() {
        return stage().row.gpuMilli();
    }

    @Override
    public int priority() {
        return stage().row.priority();
    }

    @Override
    public long runMicros() {
        return stage().row.runMicros();
    }

    @Override
    public void close() {
        jobs.close();
    }
}
