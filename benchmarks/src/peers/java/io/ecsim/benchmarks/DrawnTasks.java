package io.ecsim.benchmarks;

import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;

/**
 * Tasks of the world S at 70 % load, drawn once, so that every simulator is given the same and none pays for drawing: the
 * stationary population at time 0, then Poisson arrivals.
 */
final class DrawnTasks {

    static final String SCENARIO = "S";
    static final double LOAD = 0.7;

    final int instances;
    final long[] arrivalMicros;
    final long[] runMicros;
    final int[] cpuUnits;
    final int[] memoryMiB;
    final int[] definition;

    private DrawnTasks(int instances, int count) {
        this.instances = instances;
        arrivalMicros = new long[count];
        runMicros = new long[count];
        cpuUnits = new int[count];
        memoryMiB = new int[count];
        definition = new int[count];
    }

    static DrawnTasks draw(int instances, int count) {
        DrawnTasks tasks = new DrawnTasks(instances, count);
        try (ArrivalCursor cursor = BenchmarkWorld.world(SCENARIO, instances, LOAD).workload().open(new Streams(42, 0))) {
            for (int i = 0; i < count && cursor.advance(); i++) {
                tasks.arrivalMicros[i] = cursor.timeMicros();
                tasks.runMicros[i] = cursor.runMicros();
                tasks.cpuUnits[i] = cursor.cpuUnits();
                tasks.memoryMiB[i] = cursor.memoryMiB();
                tasks.definition[i] = cursor.definition();
            }
        }
        return tasks;
    }

    int count() {
        return arrivalMicros.length;
    }

    /** Returns the last time at which a task can end when none waits. */
    long lastEndMicros() {
        long last = 0;
        for (int i = 0; i < count(); i++) {
            last = Math.max(last, arrivalMicros[i] + runMicros[i]);
        }
        return last;
    }

    /** Returns these tasks as ecsim takes them. */
    Workload workload() {
        return streams -> new Cursor();
    }

    private final class Cursor implements ArrivalCursor {

        private int at = -1;

        @Override
        public boolean advance() {
            return ++at < count();
        }

        @Override
        public long timeMicros() {
            return arrivalMicros[at];
        }

        @Override
        public int definition() {
            return definition[at];
        }

        @Override
        public int cpuUnits() {
            return cpuUnits[at];
        }

        @Override
        public int memoryMiB() {
            return memoryMiB[at];
        }

        @Override
        public int gpus() {
            return 0;
        }

        @Override
        public long runMicros() {
            return runMicros[at];
        }
    }

}
