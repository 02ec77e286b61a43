package io.ecsim.controlplane;

import io.ecsim.cluster.TaskTable;
import java.util.Arrays;

/**
 * A segment tree over the order of arrival whose nodes know the least CPU and the least memory asked for below them: the
 * first task small enough is found by descent. For demands too diverse to have a queue per class.
 */
final class SequenceTreeQueue implements WaitQueue {

    private static final int INITIAL_LEAVES = 1024;
    private static final int ABSENT = Integer.MAX_VALUE;

    private final TaskTable tasks;
    private final Placeability placeability;

    private int leaves = INITIAL_LEAVES;
    private int[] rowAt = new int[INITIAL_LEAVES];

    /** Least CPU and least memory of node n at 2n and 2n + 1; node 1 is the root, leaf i is node leaves + i. */
    private int[] least = emptyTree(INITIAL_LEAVES);

    private int end;
    private int size;

    SequenceTreeQueue(TaskTable tasks, Placeability placeability) {
        this.tasks = tasks;
        this.placeability = placeability;
    }

    private static int[] emptyTree(int leaves) {
        int[] tree = new int[4 * leaves];
        Arrays.fill(tree, ABSENT);
        return tree;
    }

    @Override
    public void add(int row) {
        if (end == leaves) {
            rebuild();
        }
        rowAt[end] = row;
        int node = leaves + end++;
        int cpu = tasks.cpuUnits(row);
        int memory = tasks.memoryMiB(row);
        for (; node > 0 && (least[2 * node] > cpu || least[2 * node + 1] > memory); node >>= 1) {
            least[2 * node] = Math.min(least[2 * node], cpu);
            least[2 * node + 1] = Math.min(least[2 * node + 1], memory);
        }
        size++;
    }

    /** Closes the gaps; doubles the tree when over half of it is in use. */
    private void rebuild() {
        int kept = 0;
        for (int leaf = 0; leaf < end; leaf++) {
            if (least[2 * (leaves + leaf)] != ABSENT) {
                rowAt[kept++] = rowAt[leaf];
            }
        }
        if (2 * kept > leaves) {
            leaves = Math.multiplyExact(leaves, 2);
            rowAt = Arrays.copyOf(rowAt, leaves);
        }
        least = emptyTree(leaves);
        end = kept;
        for (int leaf = 0; leaf < kept; leaf++) {
            least[2 * (leaves + leaf)] = tasks.cpuUnits(rowAt[leaf]);
            least[2 * (leaves + leaf) + 1] = tasks.memoryMiB(rowAt[leaf]);
        }
        for (int node = leaves - 1; node > 0; node--) {
            refresh(node);
        }
    }

    private void refresh(int node) {
        least[2 * node] = Math.min(least[4 * node], least[4 * node + 2]);
        least[2 * node + 1] = Math.min(least[4 * node + 1], least[4 * node + 3]);
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
        int node = leaves + leaf;
        least[2 * node] = ABSENT;
        least[2 * node + 1] = ABSENT;
        for (node >>= 1; node > 0; node >>= 1) {
            int cpu = least[2 * node];
            int memory = least[2 * node + 1];
            refresh(node);
            if (cpu == least[2 * node] && memory == least[2 * node + 1]) {
                break;
            }
        }
        size--;
    }

    /** Returns the first leaf from a position on that asks for no more than that, or {@link #NONE}. */
    private int next(int from, int cpu, int memory) {
        if (from >= end) {
            return NONE;
        }
        int node = from == 0 ? 1 : leaves + from;
        while (true) {
            if (least[2 * node] <= cpu && least[2 * node + 1] <= memory) {
                if (node >= leaves) {
                    return node - leaves;
                }
                node <<= 1;
                continue;
            }
            while ((node & 1) == 1) {
                node >>= 1; // a right child, or the root: its parent is done too
            }
            if (node == 0) {
                return NONE;
            }
            node++;
        }
    }

    @Override
    public boolean blocks(int row) {
        int cpu = tasks.cpuUnits(row);
        int memory = tasks.memoryMiB(row);
        for (int leaf = next(0, cpu, memory); leaf != NONE; leaf = next(leaf + 1, cpu, memory)) {
            int other = rowAt[leaf];
            if (tasks.gpus(other) <= tasks.gpus(row) && placeability.speaksFor(other, row)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int size() {
        return size;
    }
}
