package io.ecsim.controlplane;

import io.ecsim.cluster.TaskTable;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;

/**
 * One FIFO per demand class: (definition, CPU, memory, GPUs). Tasks of a class fit the same instances, so a change of an
 * instance asks the head of each waiting class, not each task.
 */
final class DemandClassQueue implements WaitQueue {

    private final TaskTable tasks;
    private final Placeability placeability;
    private final Long2IntOpenHashMap[] classesByDefinition;

    /** By class: first and last row, and the sequence of the first. */
    private int[] head = new int[16];

    private int[] tail = new int[16];
    private int[] freeClasses = new int[16];
    private int freeClassCount;
    private int classesMade;

    /** The classes that have a task waiting, in no particular order, and where each stands there. */
    private int[] waiting = new int[16];

    private int[] waitingAt = new int[16];
    private int waitingCount;

    /** By row: the next of its class, and its place in the order of arrival. */
    private int[] next = new int[64];

    private long[] sequence = new long[64];
    private long nextSequence;
    private int size;

    DemandClassQueue(TaskTable tasks, int definitions, Placeability placeability) {
        this.tasks = tasks;
        this.placeability = placeability;
        this.classesByDefinition = new Long2IntOpenHashMap[definitions];
        for (int i = 0; i < definitions; i++) {
            classesByDefinition[i] = new Long2IntOpenHashMap();
            classesByDefinition[i].defaultReturnValue(NONE);
        }
    }

    int waitingClasses() {
        return waitingCount;
    }

    /**
     * CPU in 24 bits, GPUs in 8, memory in 32, of which the first is 0; of a task that shares a GPU, CPU in 22 bits,
     * thousandths in 10, a 1 and memory in 31: {@link io.ecsim.model.Demand} bounds them so.
     */
    private long demand(int row) {
        int milli = tasks.gpuMilli(row);
        if (milli > 0) {
            return (long) tasks.cpuUnits(row) << 42 | (long) milli << 32 | 1L << 31 | tasks.memoryMiB(row);
        }
        return (long) tasks.cpuUnits(row) << 40 | (long) tasks.gpus(row) << 32 | tasks.memoryMiB(row);
    }

    @Override
    public void add(int row) {
        if (row >= next.length) {
            next = Arrays.copyOf(next, Math.max(row + 1, next.length * 2));
            sequence = Arrays.copyOf(sequence, next.length);
        }
        next[row] = NONE;
        sequence[row] = nextSequence++;
        Long2IntOpenHashMap known = classesByDefinition[tasks.definition(row)];
        long demand = demand(row);
        int demandClass = known.get(demand);
        if (demandClass == NONE) {
            demandClass = freeClassCount > 0 ? freeClasses[--freeClassCount] : newClass();
            known.put(demand, demandClass);
            head[demandClass] = row;
            waitingAt[demandClass] = waitingCount;
            waiting[waitingCount++] = demandClass;
        } else {
            next[tail[demandClass]] = row;
        }
        tail[demandClass] = row;
        size++;
    }

    private int newClass() {
        if (classesMade == head.length) {
            int length = classesMade * 2;
            head = Arrays.copyOf(head, length);
            tail = Arrays.copyOf(tail, length);
            freeClasses = Arrays.copyOf(freeClasses, length);
            waiting = Arrays.copyOf(waiting, length);
            waitingAt = Arrays.copyOf(waitingAt, length);
        }
        return classesMade++;
    }

    @Override
    public int takeFitting(int instance) {
        int first = NONE;
        long least = Long.MAX_VALUE;
        int cpu = placeability.cpuFree(instance);
        int memory = placeability.memoryFree(instance);
        for (int i = 0; i < waitingCount; i++) {
            int row = head[waiting[i]];
            if (sequence[row] < least
                    && tasks.cpuUnits(row) <= cpu
                    && tasks.memoryMiB(row) <= memory
                    && placeability.fits(row, instance)) {
                first = waiting[i];
                least = sequence[row];
            }
        }
        return first == NONE ? NONE : takeHead(first);
    }

    /** Removes and returns the task that waits longest. */
    int takeFirst() {
        int first = waiting[0];
        for (int i = 1; i < waitingCount; i++) {
            if (sequence[head[waiting[i]]] < sequence[head[first]]) {
                first = waiting[i];
            }
        }
        return takeHead(first);
    }

    private int takeHead(int demandClass) {
        int row = head[demandClass];
        head[demandClass] = next[row];
        if (next[row] == NONE) {
            classesByDefinition[tasks.definition(row)].remove(demand(row));
            int last = waiting[--waitingCount];
            waiting[waitingAt[demandClass]] = last;
            waitingAt[last] = waitingAt[demandClass];
            freeClasses[freeClassCount++] = demandClass;
        }
        size--;
        return row;
    }

    @Override
    public boolean blocks(int row) {
        int cpu = tasks.cpuUnits(row);
        int memory = tasks.memoryMiB(row);
        for (int i = 0; i < waitingCount; i++) {
            int other = head[waiting[i]];
            if (tasks.cpuUnits(other) <= cpu
                    && tasks.memoryMiB(other) <= memory
                    && tasks.gpuThousandths(other) <= tasks.gpuThousandths(row)
                    && placeability.speaksFor(other, row)) {
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
