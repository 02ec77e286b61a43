package io.ecsim.controlplane;

import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;
import java.util.List;

/** Tasks written down in a test, in order of arrival. */
record ScriptedWorkload(List<Task> tasks) implements Workload {

    ScriptedWorkload {
        tasks = List.copyOf(tasks);
    }

    /** One task; times in microseconds. */
    record Task(long atMicros, int definition, int cpuUnits, int memoryMiB, int gpus, int priority, long runMicros) {}

    @Override
    public ArrivalCursor open(Streams streams) {
        return new Cursor();
    }

    /** The run time of a later attempt is that of the first plus 1,000 an attempt: a redraw can be told. */
    private final class Cursor implements ArrivalCursor {

        private int next = -1;

        private Task task() {
            return tasks.get(next);
        }

        @Override
        public boolean advance() {
            return ++next < tasks.size();
        }

        @Override
        public long timeMicros() {
            return task().atMicros();
        }

        @Override
        public int definition() {
            return task().definition();
        }

        @Override
        public int cpuUnits() {
            return task().cpuUnits();
        }

        @Override
        public int memoryMiB() {
            return task().memoryMiB();
        }

        @Override
        public int gpus() {
            return task().gpus();
        }

        @Override
        public int priority() {
            return task().priority();
        }

        @Override
        public long runMicros() {
            return task().runMicros();
        }

        @Override
        public long runMicros(int definition, long ordinal, int attempt, long firstRunMicros) {
            long first = tasks.get((int) ordinal).runMicros();
            return first == ENDLESS ? ENDLESS : first + 1000L * attempt;
        }
    }
}
