package io.ecsim.placement;

import io.ecsim.cluster.DefinitionNeeds;

/** The task to be placed, as a strategy sees it; its owner reuses it from decision to decision. */
public final class Request {

    private RequestKind kind;
    private int cpuUnits;
    private int memoryMiB;
    private int gpus;

    /** Makes a request of a kind with amounts of CPU units, memory in MiB and GPUs. */
    public Request(RequestKind kind, int cpuUnits, int memoryMiB, int gpus) {
        this.kind = kind;
        this.cpuUnits = cpuUnits;
        this.memoryMiB = memoryMiB;
        this.gpus = gpus;
    }

    /** Describes another task and returns this. */
    public Request set(RequestKind newKind, int newCpuUnits, int newMemoryMiB, int newGpus) {
        kind = newKind;
        cpuUnits = newCpuUnits;
        memoryMiB = newMemoryMiB;
        gpus = newGpus;
        return this;
    }

    /** Returns the CPU units asked for. */
    public int cpuUnits() {
        return cpuUnits;
    }

    /** Returns the memory asked for in MiB. */
    public int memoryMiB() {
        return memoryMiB;
    }

    /** Returns the GPUs asked for. */
    public int gpus() {
        return gpus;
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

    /** Returns whether the task needs nothing beyond CPU, memory and GPUs and no constraint but on attributes. */
    boolean isPlain() {
        return kind.plain();
    }

    RequestKind kind() {
        return kind;
    }

    DefinitionNeeds needs() {
        return kind.needs();
    }
}
