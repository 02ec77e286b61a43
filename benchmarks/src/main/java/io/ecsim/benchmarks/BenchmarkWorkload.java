package io.ecsim.benchmarks;

import io.ecsim.random.KeyedStream;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.random.Variates;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;

/**
 * The workload of models.md M13: a stationary population at time 0, then Poisson arrivals without end, exponential run
 * times of mean 600 s. Demands lie on a grid (S) or are uniform on integers (S').
 *
 * @param tasksPerSecond arrival rate
 * @param grid true for S, false for S'
 */
record BenchmarkWorkload(double tasksPerSecond, boolean grid) implements Workload {

    static final double MEAN_RUN_SECONDS = 600;
    static final int DEFINITIONS = 20;

    private static final int[] GRID_CPU = {256, 512, 1024, 2048};
    private static final int[] GRID_MEMORY = {512, 1024, 2048, 4096, 8192};
    private static final int LEAST_CPU = 128;
    private static final int MOST_CPU = 1792;
    private static final int LEAST_MEMORY = 100;
    private static final int MOST_MEMORY = 6248;

    /** Returns the mean CPU units of a task: 960 on both. */
    static double meanCpuUnits() {
        return (LEAST_CPU + MOST_CPU) / 2.0;
    }

    static int gridCpu(int definition) {
        return GRID_CPU[definition % GRID_CPU.length];
    }

    static int gridMemory(int definition) {
        return GRID_MEMORY[definition / GRID_CPU.length];
    }

    @Override
    public ArrivalCursor open(Streams streams) {
        return new Cursor(streams);
    }

    private final class Cursor implements ArrivalCursor {

        private final SequentialStream arrivals;
        private final KeyedStream draws;
        private final double meanGapMicros = 1e6 / tasksPerSecond;
        private long residents;
        private double micros;
        private long ordinal = -1;
        private int definition;
        private int cpuUnits;
        private int memoryMiB;
        private long runMicros;

        Cursor(Streams streams) {
            arrivals = streams.sequential("arrivals");
            draws = streams.keyed("tasks");
            double mean = tasksPerSecond * MEAN_RUN_SECONDS;
            for (double sum = Variates.exponential(arrivals); sum < mean; sum += Variates.exponential(arrivals)) {
                residents++; // a Poisson count: unit-rate arrivals within the mean
            }
        }

        @Override
        public boolean advance() {
            if (++ordinal >= residents) {
                micros += Variates.exponential(arrivals) * meanGapMicros;
            }
            draws.at(ordinal, 0);
            definition = draws.nextInt(DEFINITIONS);
            if (grid) {
                cpuUnits = gridCpu(definition);
                memoryMiB = gridMemory(definition);
            } else {
                cpuUnits = LEAST_CPU + draws.nextInt(MOST_CPU - LEAST_CPU + 1);
                memoryMiB = LEAST_MEMORY + draws.nextInt(MOST_MEMORY - LEAST_MEMORY + 1);
            }
            runMicros = (long) (Variates.exponential(draws) * MEAN_RUN_SECONDS * 1e6);
            return true;
        }

        @Override
        public long timeMicros() {
            return (long) micros;
        }

        @Override
        public int definition() {
            return definition;
        }

        @Override
        public int cpuUnits() {
            return cpuUnits;
        }

        @Override
        public int memoryMiB() {
            return memoryMiB;
        }

        @Override
        public int gpus() {
            return 0;
        }

        @Override
        public long runMicros() {
            return runMicros;
        }
    }
}
