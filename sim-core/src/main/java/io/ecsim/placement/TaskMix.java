package io.ecsim.placement;

import java.util.List;

/**
 * What the tasks of a workload ask for, as a strategy may know it from experience with that workload: demands and how
 * often each occurs.
 *
 * @param demands each demand once; empty: nothing is known
 */
public record TaskMix(List<Demanded> demands) {

    /** Nothing is known. */
    public static final TaskMix UNKNOWN = new TaskMix(List.of());

    public TaskMix {
        demands = List.copyOf(demands);
    }

    /**
     * One demand.
     *
     * @param kind definition and group of the tasks, which say where they may go
     * @param cpuUnits CPU units, at least 0
     * @param memoryMiB memory in MiB, at least 0
     * @param gpus whole GPUs, at least 0
     * @param gpuMilli thousandths of one shared GPU, 1 to 999, or 0
     * @param tasks how many tasks asked for it, at least 1
     */
    public record Demanded(RequestKind kind, int cpuUnits, int memoryMiB, int gpus, int gpuMilli, long tasks) {

        public Demanded {
            if (tasks < 1) {
                throw new IllegalArgumentException("tasks must be at least 1, was " + tasks);
            }
        }
    }
}
