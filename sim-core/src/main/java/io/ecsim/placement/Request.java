package io.ecsim.placement;

import io.ecsim.cluster.DefinitionNeeds;
import io.ecsim.cluster.TaskTable;
import io.ecsim.model.Demand;
import org.jspecify.annotations.Nullable;

/** The task to be placed, as a strategy sees it; its owner reuses it from decision to decision. */
public final class Request {

    /** The task of a request that asks for nobody in particular. */
    public static final long NO_TASK = -1;

    private static final int NO_ROW = -1;

    private RequestKind kind;
    private long task = NO_TASK;
    private long requestedMicros;
    private int cpuUnits;
    private int memoryMiB;
    private int gpus;
    private int gpuMilli;
    private int row = NO_ROW;
    private @Nullable TaskTable table;

    /** Makes a request of a kind with amounts of CPU units, memory in MiB and GPUs. */
    public Request(RequestKind kind, int cpuUnits, int memoryMiB, int gpus) {
        this.kind = kind;
        this.cpuUnits = cpuUnits;
        this.memoryMiB = memoryMiB;
        this.gpus = gpus;
    }

    /** Describes another task, of no ordinal, and returns this. */
    public Request set(RequestKind newKind, int newCpuUnits, int newMemoryMiB, int newGpus) {
        kind = newKind;
        cpuUnits = newCpuUnits;
        memoryMiB = newMemoryMiB;
        gpus = newGpus;
        gpuMilli = 0;
        task = NO_TASK;
        row = NO_ROW;
        return this;
    }

    /** Describes another task, which may share a GPU, and returns this. */
    public Request set(RequestKind newKind, int newCpuUnits, int newMemoryMiB, int newGpus, int newGpuMilli) {
        set(newKind, newCpuUnits, newMemoryMiB, newGpus);
        gpuMilli = newGpuMilli;
        return this;
    }

    /** Describes a task of the table and returns this. */
    public Request of(RequestKind newKind, TaskTable tasks, int row) {
        set(newKind, tasks.cpuUnits(row), tasks.memoryMiB(row), tasks.gpus(row), tasks.gpuMilli(row))
                .forTask(tasks.ordinal(row), tasks.requestedMicros(row));
        this.row = row;
        this.table = tasks;
        return this;
    }

    /** Describes a task that asks for what its definition says and returns this. */
    public Request of(RequestKind newKind, Demand demand) {
        return set(newKind, demand.cpuUnits(), demand.memoryMiB(), demand.gpus(), demand.gpuMilli());
    }

    /** States which task this is for, by its ordinal in the run, and when it was requested, and returns this. */
    public Request forTask(long ordinal, long newRequestedMicros) {
        task = ordinal;
        requestedMicros = newRequestedMicros;
        return this;
    }

    /** Returns the ordinal of the task in the run, or {@link #NO_TASK}. */
    public long task() {
        return task;
    }

    /** Returns when the task was requested, in microseconds; of no meaning without a task. */
    public long requestedMicros() {
        return requestedMicros;
    }

    /** Returns the name of the task group. */
    public String groupName() {
        return kind.groupName();
    }

    /** Returns the CPU units asked for. */
    public int cpuUnits() {
        return cpuUnits;
    }

    /** Returns the memory asked for in MiB. */
    public int memoryMiB() {
        return memoryMiB;
    }

    /** Returns the whole GPUs asked for. */
    public int gpus() {
        return gpus;
    }

    /** Returns the thousandths of one GPU asked for, 1 to 999, or 0: the task shares none. */
    public int gpuMilli() {
        return gpuMilli;
    }

    /** Returns the attempt of the task, 0 for the first. */
    public int attempt() {
        return row == NO_ROW || table == null ? 0 : table.attempt(row);
    }

    /**
     * Returns how long this attempt would run, in microseconds from its start; {@code Long.MAX_VALUE} without end. ECS does
     * not know it: it is for strategies that model a predictor.
     */
    public long runMicros() {
        return row == NO_ROW || table == null ? Long.MAX_VALUE : table.runMicros(row);
    }

    /** Returns whether nothing but CPU and memory decides whether a member instance fits. */
    boolean isOfCpuAndMemory() {
        return (gpus | gpuMilli) == 0 && kind.plain();
    }

    /**
     * Returns a number that two requests share if they ask for the same: CPU in 24 bits, GPUs in 8, memory in 32, of which
     * the first is 0; where a GPU is shared, CPU in 22 bits, thousandths in 10, a 1 and memory in 31. {@link Demand} bounds
     * them so.
     */
    long demandCode() {
        return gpuMilli > 0
                ? (long) cpuUnits << 42 | (long) gpuMilli << 32 | 1L << 31 | memoryMiB
                : (long) cpuUnits << 40 | (long) gpus << 32 | memoryMiB;
    }

    /** Returns the number of the task group. */
    public int group() {
        return kind.needs().group();
    }

    /** Returns the number of what this is one of: tasks of one definition in one group share it. */
    public int kindNumber() {
        return kind.needs().number();
    }

    /** Returns whether the task belongs to a service (R1.30). */
    public boolean ofService() {
        return kind.service();
    }

    RequestKind kind() {
        return kind;
    }

    DefinitionNeeds needs() {
        return kind.needs();
    }
}
