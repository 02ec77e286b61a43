package io.ecsim.placement;

import io.ecsim.cluster.DefinitionNeeds;

/** The task to be placed, as a strategy sees it; its owner reuses it from decision to decision. */
public final class Request {

    private RequestKind kind;
    private int cpuUnits;
    private int memoryMiB;
    private int gpus;

    /** Makes a request of a kind; {@link #set} gives the amounts. */
    public Request(RequestKind kind) {
        this.kind = kind;
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
