package io.ecsim.workloads.resample;

import io.ecsim.workload.Workload;
import java.util.Optional;

/** Reads a workload once for all runs that share it. Safe for threads. */
final class Recording {

    private final Workload source;
    private Optional<RecordedTasks> tasks = Optional.empty();
    private long seed;

    Recording(Workload source) {
        this.source = source;
    }

    synchronized RecordedTasks tasks(long wantedSeed) {
        if (tasks.isEmpty() || seed != wantedSeed) {
            tasks = Optional.of(RecordedTasks.of(source, wantedSeed));
            seed = wantedSeed;
        }
        return tasks.get();
    }
}
