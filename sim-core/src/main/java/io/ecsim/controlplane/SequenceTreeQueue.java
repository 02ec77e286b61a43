package io.ecsim.controlplane;

import io.ecsim.cluster.TaskTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tree over the order of arrival, eight children a node, whose nodes know the least CPU and the least memory asked
 * for below them: the first task small enough is found by descent. For demands too diverse to have a queue per class.
 */
final class SequenceTreeQueue implements WaitQueue {

    private static final int FANOUT_BITS = 3;
    private static final int FANOUT = 1 << FANOUT_BITS;
    private static final int INITIAL_LEAVES = 1 << (2 * FANOUT_BITS);
    private static final int WITNESSES = 8;
    private static final int ABSENT = Integer.MAX_VALUE;

    private final TaskTable tasks;
    private final Placeability placeability;

    /** Least CPU and least memory by level and node; level 0 has a node per waiting task, its parent is at / 8. */
    private int[][] leastCpu;

    private int[][] leastMemory;
    private int[] rowAt = new int[INITIAL_LEAVES];
    private int end;
    private int size;

    /** Leaves that blocked a task lately; most often one of them blocks the next, too. An empty leaf blocks nobody. */
    private final int[] witnesses = new int[WITNESSES];

    private int nextWitness;

    SequenceTreeQueue(TaskTable tasks, Placeability placeability) {
        this.tasks = tasks;
        this.placeability = placeability;
        leastCpu = emptyLevels(INITIAL_LEAVES);
        leastMemory = emptyLevels(INITIAL_LEAVES);
    }

    private static int[][] emptyLevels(int leaves) {
        List<int[]> levels = new ArrayList<>();
        int nodes = leaves;
        do {
            int[] level = new int[nodes];
            Arrays.fill(level, ABSENT);
            levels.add(level);
            nodes = (nodes + FANOUT - 1) / FANOUT;
        } while (levels.get(levels.size() - 1).length > FANOUT);
        return levels.toArray(new int[0][]);
    }

    @Override
    public void add(int row) {
        if (end == rowAt.length) {
            rebuild();
        }
        append(row);
        size++;
    }

    private void append(int row) {
        rowAt[end] = row;
        int cpu = tasks.cpuUnits(row);
        int memory = tasks.memoryMiB(row);
        int at = end++;
        for (int level = 0; level < leastCpu.length; level++) {
            int cpuThere = leastCpu[level][at];
            int memoryThere = leastMemory[level][at];
            if (cpuThere <= cpu && memoryThere <= memory) {
                break;
            }
            leastCpu[level][at] = Math.min(cpuThere, cpu);
            leastMemory[level][at] = Math.min(memoryThere, memory);
            at >>= FANOUT_BITS;
        }
    }

    /** Closes the gaps; doubles the tree when over half of it is in use. */
    private void rebuild() {
        int kept = 0;
        int[] rows = new int[2 * size > rowAt.length ? Math.multiplyExact(rowAt.length, 2) : rowAt.length];
        for (int leaf = 0; leaf < end; leaf++) {
            if (leastCpu[0][leaf] != ABSENT) {
                rows[kept++] = rowAt[leaf];
            }
        }
        rowAt = rows;
        leastCpu = emptyLevels(rows.length);
        leastMemory = emptyLevels(rows.length);
        end = 0;
        Arrays.fill(witnesses, 0); // leaves have moved
        for (int leaf = 0; leaf < kept; leaf++) {
            append(rows[leaf]);
        }
    }

    @Override
    public int takeFitting(int instance) {
        int cpu = placeability.cpuFree(instance);
        int memory = placeability.memoryFree(instance);
        for (int leaf = next(0, cpu, memory); leaf != NONE; leaf = next(leaf + 1, cpu, memory)) {
            if (placeability.fits(rowAt[leaf], instance)) {
                remove(leaf);
                return rowAt[leaf];
            }
        }
        return NONE;
    }

    private void remove(int leaf) {
        leastCpu[0][leaf] = ABSENT;
        leastMemory[0][leaf] = ABSENT;
        int at = leaf >> FANOUT_BITS;
        for (int level = 1; level < leastCpu.length; level++) {
            int cpu = leastOfChildren(leastCpu[level - 1], at);
            int memory = leastOfChildren(leastMemory[level - 1], at);
            if (cpu == leastCpu[level][at] && memory == leastMemory[level][at]) {
                break;
            }
            leastCpu[level][at] = cpu;
            leastMemory[level][at] = memory;
            at >>= FANOUT_BITS;
        }
        size--;
    }

    private static int leastOfChildren(int[] children, int parent) {
        int from = parent << FANOUT_BITS;
        int to = Math.min(from + FANOUT, children.length);
        int least = ABSENT;
        for (int child = from; child < to; child++) {
            least = Math.min(least, children[child]);
        }
        return least;
    }

    /** Returns the first leaf from a position on that asks for no more than that, or {@link #NONE}. */
    private int next(int from, int cpu, int memory) {
        int level = 0;
        int at = from;
        while (true) {
            int[] cpus = leastCpu[level];
            int[] memories = leastMemory[level];
            int blockEnd = Math.min((at | (FANOUT - 1)) + 1, cpus.length);
            while (at < blockEnd && (cpus[at] > cpu || memories[at] > memory)) {
                at++;
            }
            if (at < blockEnd) {
                if (level == 0) {
                    return at;
                }
                level--;
                at <<= FANOUT_BITS;
            } else if (level == leastCpu.length - 1) {
                return NONE;
            } else {
                level++;
                at = (blockEnd - 1 >> FANOUT_BITS) + 1; // behind the parent, which is done
            }
        }
    }

    @Override
    public boolean blocks(int row) {
        int cpu = tasks.cpuUnits(row);
        int memory = tasks.memoryMiB(row);
        for (int leaf : witnesses) {
            if (leastCpu[0][leaf] <= cpu && leastMemory[0][leaf] <= memory && speaksFor(leaf, row)) {
                return true;
            }
        }
        for (int leaf = next(0, cpu, memory); leaf != NONE; leaf = next(leaf + 1, cpu, memory)) {
            if (speaksFor(leaf, row)) {
                witnesses[nextWitness++ & (WITNESSES - 1)] = leaf;
                return true;
            }
        }
        return false;
    }

    private boolean speaksFor(int leaf, int row) {
        int other = rowAt[leaf];
        return tasks.gpuThousandths(other) <= tasks.gpuThousandths(row) && placeability.speaksFor(other, row);
    }

    @Override
    public int size() {
        return size;
    }
}
