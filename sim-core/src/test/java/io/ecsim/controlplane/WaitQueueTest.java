package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.TaskTable;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both fast queues and the one that changes over, against a plain list, on random operations. */
class WaitQueueTest {

    private static final int INSTANCES = 8;

    private final TaskTable tasks = new TaskTable();
    private final int[] cpuFree = new int[INSTANCES];
    private final int[] memoryFree = new int[INSTANCES];

    private final WaitQueue.Placeability placeability = new WaitQueue.Placeability() {
        @Override
        public boolean fits(int row, int instance) {
            boolean allowed = tasks.definition(row) != 1 || instance % 2 == 0; // definition 1 is constrained
            return allowed && tasks.cpuUnits(row) <= cpuFree[instance] && tasks.memoryMiB(row) <= memoryFree[instance];
        }

        @Override
        public boolean speaksFor(int waitingRow, int otherRow) {
            return tasks.definition(waitingRow) != 1 || tasks.definition(otherRow) == 1;
        }

        @Override
        public int cpuFree(int instance) {
            return cpuFree[instance];
        }

        @Override
        public int memoryFree(int instance) {
            return memoryFree[instance];
        }
    };

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithAPlainList(long seed) {
        SequentialStream random = new Streams(seed, 0).sequential("operations");
        int sizes = seed % 2 == 0 ? 4 : 2000; // few demand classes, or one for nearly every task
        List<WaitQueue> queues = List.of(
                new DemandClassQueue(tasks, 3, placeability),
                new SequenceTreeQueue(tasks, placeability),
                new PassingQueue(tasks, 3, placeability));
        List<Integer> twin = new ArrayList<>();
        for (int i = 0; i < 6000; i++) {
            if (random.nextInt(3) > 0) {
                int row = newTask(random, sizes, 0, i);
                boolean blocked = twin.stream().anyMatch(other -> dominates(other, row));
                queues.forEach(queue -> assertThat(queue.blocks(row)).isEqualTo(blocked));
                queues.forEach(queue -> queue.add(row));
                twin.add(row);
            } else {
                int instance = random.nextInt(INSTANCES);
                cpuFree[instance] = random.nextInt(sizes * 2);
                memoryFree[instance] = random.nextInt(sizes * 2);
                int expected = twin.stream()
                        .filter(row -> placeability.fits(row, instance))
                        .findFirst()
                        .orElse(WaitQueue.NONE);
                queues.forEach(queue -> assertThat(queue.takeFitting(instance)).isEqualTo(expected));
                if (expected != WaitQueue.NONE) {
                    twin.remove((Integer) expected);
                    tasks.remove(expected);
                }
            }
            queues.forEach(queue -> assertThat(queue.size()).isEqualTo(twin.size()));
        }
    }

    /** Each queue of one priority within levels, against a list that looks for the greatest priority, then the earliest. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void servesGreaterPriorityFirst(long seed) {
        SequentialStream random = new Streams(seed, 1).sequential("operations");
        int sizes = seed % 2 == 0 ? 4 : 2000;
        int priority = seed % 3 == 0 ? 1 : 5;
        List<WaitQueue> queues = List.of(
                new PriorityLevels<>(tasks, false, () -> new DemandClassQueue(tasks, 3, placeability)),
                new PriorityLevels<>(tasks, false, () -> new SequenceTreeQueue(tasks, placeability)),
                new PriorityLevels<>(tasks, false, () -> new PassingQueue(tasks, 3, placeability)));
        PriorityLevels<StrictQueue> strict =
                new PriorityLevels<>(tasks, true, () -> new StrictQueue(tasks, placeability));
        List<Integer> passing = new ArrayList<>();
        List<Integer> line = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            if (random.nextInt(3) > 0) {
                int row = newTask(random, sizes, priority, i);
                boolean blocked = passing.stream().anyMatch(other -> dominates(other, row));
                queues.forEach(queue -> assertThat(queue.blocks(row)).isEqualTo(blocked));
                queues.forEach(queue -> queue.add(row));
                passing.add(row);
                int ofLine = newTask(random, sizes, priority, i);
                boolean behind = line.stream().anyMatch(other -> tasks.priority(other) >= tasks.priority(ofLine));
                assertThat(strict.blocks(ofLine)).isEqualTo(behind);
                strict.add(ofLine);
                line.add(ofLine);
            } else {
                int instance = random.nextInt(INSTANCES);
                cpuFree[instance] = random.nextInt(sizes * 2);
                memoryFree[instance] = random.nextInt(sizes * 2);
                int expected = greatest(passing.stream()
                        .filter(row -> placeability.fits(row, instance))
                        .toList());
                queues.forEach(queue -> assertThat(queue.takeFitting(instance)).isEqualTo(expected));
                finish(passing, expected);
                int head = greatest(line);
                boolean fits = head != WaitQueue.NONE && placeability.fits(head, instance);
                assertThat(strict.size() == 0 ? WaitQueue.NONE : strict.first().head())
                        .isEqualTo(head);
                assertThat(strict.takeFitting(instance)).isEqualTo(fits ? head : WaitQueue.NONE);
                finish(line, fits ? head : WaitQueue.NONE);
            }
            queues.forEach(queue -> assertThat(queue.size()).isEqualTo(passing.size()));
            assertThat(strict.size()).isEqualTo(line.size());
        }
    }

    private int greatest(List<Integer> inOrder) {
        int best = WaitQueue.NONE;
        for (int row : inOrder) {
            if (best == WaitQueue.NONE || tasks.priority(row) > tasks.priority(best)) {
                best = row;
            }
        }
        return best;
    }

    private void finish(List<Integer> twin, int row) {
        if (row != WaitQueue.NONE) {
            twin.remove((Integer) row);
            tasks.remove(row);
        }
    }

    private boolean dominates(int waiting, int row) {
        return tasks.cpuUnits(waiting) <= tasks.cpuUnits(row)
                && tasks.memoryMiB(waiting) <= tasks.memoryMiB(row)
                && tasks.gpus(waiting) <= tasks.gpus(row)
                && placeability.speaksFor(waiting, row);
    }

    private int newTask(SequentialStream random, int sizes, int priorities, int ordinal) {
        return tasks.add(
                random.nextInt(3),
                random.nextInt(sizes),
                random.nextInt(sizes),
                random.nextInt(2),
                priorities == 0 ? 0 : random.nextInt(2 * priorities + 1) - priorities,
                0,
                ordinal,
                1);
    }
}
