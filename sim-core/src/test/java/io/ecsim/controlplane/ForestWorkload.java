package io.ecsim.controlplane;

import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * Tasks some of which arrive only after the end of another. A task is known by its place in the list, whenever it arrives;
 * the log tells what was delivered and heard, in order.
 */
record ForestWorkload(List<Task> tasks, List<String> log) implements Workload {

    static final int ROOT = -1;

    /**
     * A task.
     *
     * @param parent the task it waits for, or {@link #ROOT}
     * @param afterMicros when it arrives, from the end of its parent or from time 0
     */
    record Task(int parent, long afterMicros, int cpuUnits, long runMicros) {}

    ForestWorkload(Task... tasks) {
        this(List.of(tasks), new ArrayList<>());
    }

    @Override
    public ArrivalCursor open(Streams streams) {
        log.clear();
        return new Cursor();
    }

    private record Known(int task, long atMicros) {}

    private final class Cursor implements ArrivalCursor {

        private final PriorityQueue<Known> known =
                new PriorityQueue<>(Comparator.comparingLong(Known::atMicros).thenComparingInt(Known::task));
        private boolean first = true;

        Cursor() {
            release(ROOT, 0);
        }

        private void release(int parent, long nowMicros) {
            for (int i = 0; i < tasks.size(); i++) {
                if (tasks.get(i).parent() == parent) {
                    known.add(new Known(i, nowMicros + tasks.get(i).afterMicros()));
                }
            }
        }

        /** The current task leaves the queue only here: until then another may push in before it. */
        @Override
        public boolean advance() {
            if (!first) {
                Known delivered = known.remove();
                log.add(delivered.atMicros() + " arrived " + delivered.task());
            }
            first = known.isEmpty();
            return !known.isEmpty();
        }

        @Override
        public boolean hearsEnds() {
            return true;
        }

        @Override
        public boolean ended(long ordinal, long nowMicros, boolean completed) {
            log.add(nowMicros + (completed ? " completed " : " given up ") + ordinal);
            Known before = known.peek();
            release((int) ordinal, nowMicros);
            first &= known.isEmpty();
            return !Objects.equals(before, known.peek());
        }

        private Task task() {
            return tasks.get(known.element().task());
        }

        @Override
        public long ordinal(long position) {
            return known.element().task();
        }

        @Override
        public long timeMicros() {
            return known.element().atMicros();
        }

        @Override
        public int definition() {
            return 0;
        }

        @Override
        public int cpuUnits() {
            return task().cpuUnits();
        }

        @Override
        public int memoryMiB() {
            return 1;
        }

        @Override
        public int gpus() {
            return 0;
        }

        @Override
        public long runMicros() {
            return task().runMicros();
        }
    }
}
