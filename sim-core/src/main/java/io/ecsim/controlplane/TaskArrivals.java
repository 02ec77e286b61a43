package io.ecsim.controlplane;

import io.ecsim.cluster.TaskTable;
import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.model.Demand;
import io.ecsim.model.TaskPriority;
import io.ecsim.observe.RunRecorder;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.WorkloadException;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.function.IntConsumer;

/**
 * The tasks that a workload delivers, one pending at a time, each written into the task table as it arrives; and the
 * ends that the workload hears, because further arrivals may depend on them.
 */
final class TaskArrivals {

    private final SimClock clock;
    private final Timeline timeline;
    private final TaskTable tasks;
    private final ArrivalCursor cursor;
    private final CalledTasks called;
    private final boolean sharesGpus;
    private final RunRecorder recorder;
    private final IntConsumer submit;
    private final EventKind arrivalEvent;
    private final boolean hearsEnds;

    /** Ends during a delivery: ordinals of completed tasks, complements of those of tasks given up. */
    private final LongArrayList endedMeanwhile = new LongArrayList();

    private boolean delivering;
    private boolean pending;
    private int generation;
    private long delivered;

    /**
     * Makes the arrivals.
     *
     * @param called tasks that do not come from the workload, of which it does not hear
     * @param sharesGpus whether tasks may share GPUs
     * @param submit takes the row of each task that has arrived
     */
    TaskArrivals(
            Simulation simulation,
            TaskTable tasks,
            ArrivalCursor cursor,
            CalledTasks called,
            boolean sharesGpus,
            RunRecorder recorder,
            IntConsumer submit) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.tasks = tasks;
        this.cursor = cursor;
        this.called = called;
        this.sharesGpus = sharesGpus;
        this.recorder = recorder;
        this.submit = submit;
        this.hearsEnds = cursor.hearsEnds();
        this.arrivalEvent = timeline.define("arrival", Phase.ARRIVAL, new EventHandler() {
            @Override
            public void handle(int subject, int scheduled) {
                deliver();
            }

            @Override
            public boolean isLive(int subject, int scheduled) {
                return scheduled == generation;
            }
        });
    }

    void begin() {
        if (cursor.advance()) {
            schedule();
        }
    }

    /** Returns how many tasks have arrived. */
    long delivered() {
        return delivered;
    }

    private void schedule() {
        pending = true;
        timeline.schedule(arrivalEvent, cursor.timeMicros(), 0, generation);
    }

    private void deliver() {
        long now = clock.nowMicros();
        pending = false;
        delivering = true;
        boolean more;
        do {
            int row = add(now);
            recorder.requested(row);
            submit.accept(row);
            more = cursor.advance();
            if (!endedMeanwhile.isEmpty()) {
                more |= tellEnds(now);
            }
        } while (more && cursor.timeMicros() == now);
        delivering = false;
        if (more) {
            schedule();
        }
    }

    private int add(long nowMicros) {
        requireBounded(cursor.cpuUnits(), cursor.gpus(), cursor.priority());
        int row = tasks.add(
                cursor.definition(),
                cursor.cpuUnits(),
                cursor.memoryMiB(),
                cursor.gpus(),
                cursor.priority(),
                nowMicros,
                cursor.ordinal(delivered++),
                cursor.runMicros());
        if (cursor.gpuMilli() != 0) {
            share(row);
        }
        return row;
    }

    private void share(int row) {
        int milli = cursor.gpuMilli();
        if (!sharesGpus) {
            throw new WorkloadException("task " + (delivered - 1) + " of the workload asks for " + milli
                    + " thousandths of a GPU; the cluster does not share its GPUs");
        }
        if (milli < 0
                || milli > Demand.MAX_GPU_MILLI
                || tasks.gpus(row) > 0
                || tasks.cpuUnits(row) > Demand.MAX_SHARING_CPU_UNITS) {
            throw new WorkloadException("task " + (delivered - 1) + " of the workload asks for " + milli
                    + " thousandths of a GPU beside " + tasks.gpus(row) + " GPUs and " + tasks.cpuUnits(row)
                    + " CPU units; at most " + Demand.MAX_GPU_MILLI + ", no GPU and at most "
                    + Demand.MAX_SHARING_CPU_UNITS + " CPU units are allowed");
        }
        tasks.share(row, milli);
    }

    /** A trace may say anything; demand classes hold what {@link Demand} allows. */
    private void requireBounded(int cpuUnits, int gpus, int priority) {
        if (cpuUnits > Demand.MAX_CPU_UNITS || gpus > Demand.MAX_GPUS) {
            throw new WorkloadException("task " + delivered + " of the workload asks for " + cpuUnits
                    + " CPU units and " + gpus + " GPUs; at most " + Demand.MAX_CPU_UNITS + " and " + Demand.MAX_GPUS
                    + " are allowed");
        }
        if (!TaskPriority.isValid(priority)) {
            throw new WorkloadException("task " + delivered + " of the workload has priority " + priority + "; "
                    + TaskPriority.LOWEST + " to " + TaskPriority.HIGHEST + " are allowed");
        }
    }

    /** Tells the workload that a task will not run again. */
    void ended(long ordinal, boolean completed) {
        if (!hearsEnds || TaskOrdinals.isCalled(ordinal)) {
            return;
        }
        if (delivering) { // the cursor still stands at a task that has been delivered
            endedMeanwhile.add(completed ? ordinal : ~ordinal);
            return;
        }
        if (cursor.ended(ordinal, clock.nowMicros(), completed)) {
            if (pending) {
                generation++;
                timeline.cancelled();
            }
            schedule();
        }
    }

    private boolean tellEnds(long nowMicros) {
        boolean changed = false;
        for (int i = 0; i < endedMeanwhile.size(); i++) {
            long ended = endedMeanwhile.getLong(i);
            changed |= cursor.ended(ended < 0 ? ~ended : ended, nowMicros, ended >= 0);
        }
        endedMeanwhile.clear();
        return changed;
    }

    /** Returns the run time in microseconds of a later attempt of a task that starts from nothing. */
    long runMicros(int row, int attempt) {
        long ordinal = tasks.ordinal(row);
        return TaskOrdinals.isCalled(ordinal)
                ? called.runMicros(ordinal, attempt)
                : cursor.runMicros(tasks.definition(row), ordinal, attempt, tasks.runMicros(row));
    }

    /** Returns the tag of whoever started a task; empty: none. */
    String startedBy(int row) {
        long ordinal = tasks.ordinal(row);
        return TaskOrdinals.isCalled(ordinal) ? called.call(ordinal).startedBy() : "";
    }
}
