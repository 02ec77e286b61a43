package io.ecsim.cluster;

import java.util.Arrays;

/**
 * Live tasks as rows of eight 64-bit words, one cache line each. A task is addressed by row and generation; a finished
 * task's row is reused, so memory follows live tasks, never tasks ever seen.
 */
public final class TaskTable {

    private static final int WIDTH = 8;
    private static final int GENERATION_STATUS_ATTEMPT = 0; // generation 32 | status 8 | attempt 24
    private static final int INSTANCE_DEFINITION = 1;
    private static final int CPU_MEMORY = 2;
    private static final int REQUESTED = 3;
    private static final int STARTED = 4;
    private static final int ORDINAL = 5;
    private static final int RUN = 6;
    private static final int GPUS_PRIORITY_REFUSED = 7; // gpus or share 16 | priority 16 | placement retries 32

    private static final long LOW = 0xFFFF_FFFFL;
    private static final int STATUS_SHIFT = 24;
    private static final int ATTEMPT_MASK = (1 << STATUS_SHIFT) - 1;
    private static final int INITIAL_ROWS = 256;
    private static final int GPUS_SHIFT = 48;

    /** Set where the task shares a GPU: the bits below it are thousandths, not GPUs. */
    private static final int SHARE = 1 << 15;

    private static final int MILLI = 1000;
    private static final TaskStatus[] STATUSES = TaskStatus.values();

    private long[] rows = new long[INITIAL_ROWS * WIDTH];
    private int[] free = new int[INITIAL_ROWS];

    /** By row: the devices that it holds, as a set of bits; made where tasks share GPUs. */
    private long[] devices = new long[0];

    private int freeCount;
    private int used;

    /**
     * Adds a task in PROVISIONING and returns its row.
     *
     * @param gpus at most {@link io.ecsim.model.Demand#MAX_GPUS}
     * @param priority within 16 bits, with sign
     */
    public int add(
            int definition,
            int cpuUnits,
            int memoryMiB,
            int gpus,
            int priority,
            long requestedMicros,
            long ordinal,
            long run) {
        int row = freeCount > 0 ? free[--freeCount] : newRow();
        int at = row * WIDTH;
        setStatus(row, TaskStatus.PROVISIONING);
        rows[at] &= ~(long) ATTEMPT_MASK;
        rows[at + INSTANCE_DEFINITION] = -1L << 32 | definition;
        rows[at + CPU_MEMORY] = (long) cpuUnits << 32 | memoryMiB;
        rows[at + REQUESTED] = requestedMicros;
        rows[at + STARTED] = 0;
        rows[at + ORDINAL] = ordinal;
        rows[at + RUN] = run;
        rows[at + GPUS_PRIORITY_REFUSED] = (long) gpus << GPUS_SHIFT | (priority & 0xFFFFL) << 32;
        return row;
    }

    /** A task without whole GPUs asks for thousandths of one, 1 to {@link io.ecsim.model.Demand#MAX_GPU_MILLI}. */
    public void share(int row, int gpuMilli) {
        rows[row * WIDTH + GPUS_PRIORITY_REFUSED] |= (long) (SHARE | gpuMilli) << GPUS_SHIFT;
    }

    /** Notes the devices that a task holds, as a set of bits. */
    public void setDevices(int row, long set) {
        if (row >= devices.length) {
            devices = Arrays.copyOf(devices, Math.max(rows.length / WIDTH, row + 1));
        }
        devices[row] = set;
    }

    /** Returns the devices that a task holds, as a set of bits; only after {@link #setDevices}. */
    public long devices(int row) {
        return devices[row];
    }

    private int newRow() {
        if (used * WIDTH == rows.length) {
            rows = Arrays.copyOf(rows, Math.multiplyExact(rows.length, 2));
        }
        rows[used * WIDTH] = (long) TaskStatus.STOPPED.ordinal() << STATUS_SHIFT;
        return used++;
    }

    /** Ends a task: it becomes STOPPED unless it has already, its generation passes, its row is free. */
    public void remove(int row) {
        if (status(row) != TaskStatus.STOPPED) {
            setStatus(row, TaskStatus.STOPPED);
        }
        nextGeneration(row);
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, free.length * 2);
        }
        free[freeCount++] = row;
    }

    /** Starts a new generation of a row: events of the old one are dead. */
    public void nextGeneration(int row) {
        rows[row * WIDTH] += 1L << 32;
    }

    /** Moves a task to another status. */
    public void setStatus(int row, TaskStatus next) {
        TaskStatus now = status(row);
        if (!now.mayBecome(next)) {
            throw new IllegalStateException("task " + ordinal(row) + " may not go from " + now + " to " + next);
        }
        int at = row * WIDTH;
        rows[at] = rows[at] & ~(0xFFL << STATUS_SHIFT) | (long) next.ordinal() << STATUS_SHIFT;
    }

    /** Puts a task on an instance: RUNNING from now on. */
    public void start(int row, int instance, long nowMicros) {
        setStatus(row, TaskStatus.RUNNING);
        assign(row, instance, nowMicros);
    }

    /** Gives a task an instance, where its resources are reserved from now on; its status stays. */
    public void assign(int row, int instance, long nowMicros) {
        int at = row * WIDTH;
        rows[at + INSTANCE_DEFINITION] = (long) instance << 32 | rows[at + INSTANCE_DEFINITION] & LOW;
        rows[at + STARTED] = nowMicros;
    }

    /** Takes the instance away from a task: nothing is reserved for it any more. */
    public void unassign(int row) {
        rows[row * WIDTH + INSTANCE_DEFINITION] |= -1L << 32;
    }

    /** Begins the next attempt, with what is left to run in microseconds. */
    public void nextAttempt(int row, long runMicros) {
        int at = row * WIDTH;
        rows[at]++;
        unassign(row);
        rows[at + RUN] = runMicros;
        rows[at + GPUS_PRIORITY_REFUSED] &= ~LOW;
    }

    /** Gives a running task another instance, where its attempt begins anew with so many microseconds left to run. */
    public void move(int row, int instance, long nowMicros, long runMicros) {
        assign(row, instance, nowMicros);
        rows[row * WIDTH + RUN] = runMicros;
    }

    /** Counts one more failed placement of the current attempt and returns how many there are. */
    public int countRefusal(int row) {
        return (int) ++rows[row * WIDTH + GPUS_PRIORITY_REFUSED];
    }

    /** Returns the generation of a row. */
    public int generation(int row) {
        return (int) (rows[row * WIDTH] >>> 32);
    }

    /** Returns the status of a row. */
    public TaskStatus status(int row) {
        return STATUSES[(int) (rows[row * WIDTH + GENERATION_STATUS_ATTEMPT] >>> STATUS_SHIFT) & 0xFF];
    }

    /** Returns the attempt, 0 for the first. */
    public int attempt(int row) {
        return (int) rows[row * WIDTH + GENERATION_STATUS_ATTEMPT] & ATTEMPT_MASK;
    }

    /** Returns the instance on which the resources of a live task are reserved, or -1. */
    public int instance(int row) {
        return (int) (rows[row * WIDTH + INSTANCE_DEFINITION] >> 32);
    }

    /** Returns the index of the task's definition. */
    public int definition(int row) {
        return (int) rows[row * WIDTH + INSTANCE_DEFINITION];
    }

    /** Returns the CPU units. */
    public int cpuUnits(int row) {
        return (int) (rows[row * WIDTH + CPU_MEMORY] >> 32);
    }

    /** Returns the memory in MiB. */
    public int memoryMiB(int row) {
        return (int) rows[row * WIDTH + CPU_MEMORY];
    }

    /** Returns the whole GPUs. */
    public int gpus(int row) {
        int gpus = (int) (rows[row * WIDTH + GPUS_PRIORITY_REFUSED] >>> GPUS_SHIFT);
        return gpus < SHARE ? gpus : 0;
    }

    /** Returns the thousandths of one GPU that the task shares, or 0. */
    public int gpuMilli(int row) {
        int gpus = (int) (rows[row * WIDTH + GPUS_PRIORITY_REFUSED] >>> GPUS_SHIFT);
        return gpus < SHARE ? 0 : gpus - SHARE;
    }

    /** Returns the whole GPUs or the share of one, in thousandths: who asks for less fits wherever who asks for more does. */
    public int gpuThousandths(int row) {
        int gpus = (int) (rows[row * WIDTH + GPUS_PRIORITY_REFUSED] >>> GPUS_SHIFT);
        return gpus < SHARE ? gpus * MILLI : gpus - SHARE;
    }

    /** Returns the priority in the wait queue; a greater one is served first. */
    public int priority(int row) {
        return (short) (rows[row * WIDTH + GPUS_PRIORITY_REFUSED] >> 32);
    }

    /** Returns when the task was first requested, in microseconds. */
    public long requestedMicros(int row) {
        return rows[row * WIDTH + REQUESTED];
    }

    /** Returns when the resources of the current attempt were reserved, in microseconds. */
    public long startedMicros(int row) {
        return rows[row * WIDTH + STARTED];
    }

    /** Returns the position of the task in its workload. */
    public long ordinal(int row) {
        return rows[row * WIDTH + ORDINAL];
    }

    /** Returns the run time of the current attempt in microseconds. */
    public long runMicros(int row) {
        return rows[row * WIDTH + RUN];
    }

    /** Returns how many rows were ever used at once; rows are numbered from 0 and may be free (STOPPED). */
    public int rows() {
        return used;
    }

    /** Returns how many tasks are live. */
    public int live() {
        return used - freeCount;
    }
}
