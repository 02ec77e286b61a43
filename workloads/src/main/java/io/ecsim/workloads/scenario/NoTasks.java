package io.ecsim.workloads.scenario;

import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;

/** The workload of a scenario whose tasks all come from services. */
record NoTasks() implements Workload {

    @Override
    public ArrivalCursor open(Streams streams) {
        return new Nothing();
    }

    /** There is never a current task, so nothing may be asked of one. */
    private static final class Nothing implements ArrivalCursor {

        @Override
        public boolean advance() {
            return false;
        }

        @Override
        public long timeMicros() {
            throw new IllegalStateException("there is no task");
        }

        @Override
        public int definition() {
            throw new IllegalStateException("there is no task");
        }

        @Override
        public int cpuUnits() {
            throw new IllegalStateException("there is no task");
        }

        @Override
        public int memoryMiB() {
            throw new IllegalStateException("there is no task");
        }

        @Override
        public int gpus() {
            throw new IllegalStateException("there is no task");
        }

        @Override
        public long runMicros() {
            throw new IllegalStateException("there is no task");
        }
    }
}
