package io.ecsim.controlplane;

import io.ecsim.cluster.TaskTable;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;

/**
 * FIFO that lets later fitting tasks pass, by demand class: one FIFO per (definition, CPU, memory, GPUs). Tasks of a
 * class fit the same instances, so a change of an instance asks the head of each class, not each task. With more than
 * {@link #MAX_CLASSES} classes waiting, a {@link SequenceTree} over the order of arrival finds the first that is small
 * enough instead.
 */
final class PassingQueue implements WaitQueue {

    /** Classes waiting at once before heads are found by tree. */
    static final int MAX_CLASSES = 48;

    private final TaskTable tasks;
    private final Long2IntOpenHashMap[] classesByDefinition;

    private int[] head = new int[16];
    private int[] tail = new int[16];
    private long[] headSequence = new long[16];
    private int classes;

    /** Numbers of the classes that have a task waiting, in no particular order. */
    private int[] active = new int[16];

    private int[] activeAt = new int[16];
    private int activeSize;

    private int[] next = new int[64];
    private long[] sequence = new long[64];
    private long nextSequence;
    private int size;

    PassingQueue(TaskTable tasks, int definitions) {
        this.tasks = tasks;
        this.classesByDefinition = new Long2IntOpenHashMap[definitions];
        for (int i = 0; i < definitions; i++) {
            classesByDefinition[i] = new Long2IntOpenHashMap();
            classesByDefinition[i].defaultReturnValue(NONE);
        }
    }

    /** CPU in 24 bits, GPUs in 8, memory in 32: {@link io.ecsim.model.Demand} bounds them so. */
    private long demand(int row) {
        return (long) tasks.cpuUnits(row) << 40 | (long) tasks.gpus(row) << 32 | tasks.memoryMiB(row);
    }

    @Override
    public void add(int row) {
        int demandClass = classOf(row);
        if (row >= next.length) {
            next = Arrays.copyOf(next, Math.max(row + 1, next.length * 2));
            sequence = Arrays.copyOf(sequence, next.length);
        }
        next[row] = NONE;
        sequence[row] = nextSequence++;
        if (head[demandClass] == NONE) {
            head[demandClass] = row;
            headSequence[demandClass] = sequence[row];
            activeAt[demandClass] = activeSize;
            active[activeSize++] = demandClass;
        } else {
            next[tail[demandClass]] = row;
        }
        tail[demandClass] = row;
        size++;
    }

    private int classOf(int row) {
        Long2IntOpenHashMap known = classesByDefinition[tasks.definition(row)];
        long demand = demand(row);
        int demandClass = known.get(demand);
        if (demandClass == NONE) {
            demandClass = classes++;
            known.put(demand, demandClass);
            if (demandClass == head.length) {
                head = Arrays.copyOf(head, classes * 2);
                tail = Arrays.copyOf(tail, classes * 2);
                headSequence = Arrays.copyOf(headSequence, classes * 2);
                active = Arrays.copyOf(active, classes * 2);
                activeAt = Arrays.copyOf(activeAt, classes * 2);
            }
            head[demandClass] = NONE;
        }
        return demandClass;
    }

    @Override
    public int takeFitting(int instance, FitTest test) {
        int first = NONE;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < activeSize; i++) {
            int demandClass = active[i];
            if (headSequence[demandClass] < least && test.fits(head[demandClass], instance)) {
                first = demandClass;
                least = headSequence[demandClass];
            }
        }
        return first == NONE ? NONE : takeHead(first);
    }

    private int takeHead(int demandClass) {
        int row = head[demandClass];
        head[demandClass] = next[row];
        if (next[row] == NONE) {
            int last = active[--activeSize];
            active[activeAt[demandClass]] = last;
            activeAt[last] = activeAt[demandClass];
        } else {
            headSequence[demandClass] = sequence[next[row]];
        }
        size--;
        return row;
    }

    @Override
    public boolean blocks(int row) {
        int demandClass = classesByDefinition[tasks.definition(row)].get(demand(row));
        return demandClass != NONE && head[demandClass] != NONE;
    }

    @Override
    public int size() {
        return size;
    }
}
