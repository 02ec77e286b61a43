package io.ecsim.workloads.resample;

import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;
import io.ecsim.workload.WorkloadException;
import java.util.Optional;

/** Reads a workload once for all runs that share it. Safe for threads. */
final class Recording {

    private final Workload source;
    private Optional<RecordedTasks> tasks = Optional.empty();
    private long seed;

    Recording(Workload source) {
        this.source = source;
    }

    /**
     * Makes sure that arrivals are known before a run.
     *
     * @throws WorkloadException if they depend on the ends of other tasks
     */
    static void requireIndependent(ArrivalCursor cursor) {
        if (cursor.hearsEnds()) {
            cursor.close();
            throw new WorkloadException("replicate: tasks of this workload arrive after the end of other tasks, which a"
                    + " recording does not know");
        }
    }

    synchronized RecordedTasks tasks(long wantedSeed) {
        if (tasks.isEmpty() || seed != wantedSeed) {
            tasks = Optional.of(RecordedTasks.of(source, wantedSeed));
            seed = wantedSeed;
        }
        return tasks.get();
    }
}
