package io.ecsim.workloads.resample;

import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;
import java.util.Arrays;

/** All tasks of a workload in memory, in order of arrival: 40 bytes a task. */
final class RecordedTasks {

    private static final int FIRST_CAPACITY = 1024;

    private int size;
    private long[] timesMicros = new long[FIRST_CAPACITY];
    private long[] runsMicros = new long[FIRST_CAPACITY];
    private int[] definitions = new int[FIRST_CAPACITY];
    private int[] cpuUnits = new int[FIRST_CAPACITY];
    private int[] memoryMiB = new int[FIRST_CAPACITY];

    /** Whole GPUs, or thousandths of one with a minus. */
    private int[] gpus = new int[FIRST_CAPACITY];

    private int[] priorities = new int[FIRST_CAPACITY];

    private RecordedTasks() {}

    /** Reads a workload to its end; what it draws at random is drawn as in the first replication. */
    static RecordedTasks of(Workload workload, long seed) {
        RecordedTasks tasks = new RecordedTasks();
        try (ArrivalCursor cursor = workload.open(new Streams(seed, 0))) {
            Recording.requireIndependent(cursor);
            while (cursor.advance()) {
                tasks.add(cursor);
            }
        }
        return tasks;
    }

    private void add(ArrivalCursor cursor) {
        if (size == timesMicros.length) {
            int capacity = Math.addExact(size, size >> 1);
            timesMicros = Arrays.copyOf(timesMicros, capacity);
            runsMicros = Arrays.copyOf(runsMicros, capacity);
            definitions = Arrays.copyOf(definitions, capacity);
            cpuUnits = Arrays.copyOf(cpuUnits, capacity);
            memoryMiB = Arrays.copyOf(memoryMiB, capacity);
            gpus = Arrays.copyOf(gpus, capacity);
            priorities = Arrays.copyOf(priorities, capacity);
        }
        timesMicros[size] = cursor.timeMicros();
        runsMicros[size] = cursor.runMicros();
        definitions[size] = cursor.definition();
        cpuUnits[size] = cursor.cpuUnits();
        memoryMiB[size] = cursor.memoryMiB();
        gpus[size] = cursor.gpuMilli() > 0 ? -cursor.gpuMilli() : cursor.gpus();
        priorities[size] = cursor.priority();
        size++;
    }

    int size() {
        return size;
    }

    /** Returns the time of the last arrival in microseconds; 0 without tasks. */
    long lastMicros() {
        return size == 0 ? 0 : timesMicros[size - 1];
    }

    long timeMicros(int task) {
        return timesMicros[task];
    }

    /** Returns the first task that arrives at a time or later. */
    int firstFrom(long micros) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (timesMicros[middle] < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A cursor that shows recorded tasks at times of the subclass's choosing. */
    abstract static class Replay implements ArrivalCursor {

        protected final RecordedTasks tasks;
        protected int task = -1;

        Replay(RecordedTasks tasks) {
            this.tasks = tasks;
        }

        @Override
        public int definition() {
            return tasks.definitions[task];
        }

        @Override
        public int cpuUnits() {
            return tasks.cpuUnits[task];
        }

        @Override
        public int memoryMiB() {
            return tasks.memoryMiB[task];
        }

        @Override
        public int gpus() {
            return Math.max(0, tasks.gpus[task]);
        }

        @Override
        public int gpuMilli() {
            return Math.max(0, -tasks.gpus[task]);
        }

        @Override
        public long runMicros() {
            return tasks.runsMicros[task];
        }

        @Override
        public int priority() {
            return tasks.priorities[task];
        }
    }
}
