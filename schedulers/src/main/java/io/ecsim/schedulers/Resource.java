package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.Request;

/** What tasks take of instances, in integers: CPU units, MiB, thousandths of GPUs. */
enum Resource {
    CPU,
    MEMORY,
    GPU;

    private static final int WHOLE_GPU = 1_000;

    /** Returns what a task asks for. */
    int wanted(Request request) {
        return switch (this) {
            case CPU -> request.cpuUnits();
            case MEMORY -> request.memoryMiB();
            case GPU -> request.gpus() * WHOLE_GPU + request.gpuMilli();
        };
    }

    /** Returns what an instance has free. */
    int free(InstanceView instance) {
        return switch (this) {
            case CPU -> instance.cpuFree();
            case MEMORY -> instance.memoryFree();
            case GPU -> instance.gpuMilliFree();
        };
    }

    /** Returns what an instance registered. */
    int registered(InstanceView instance) {
        return switch (this) {
            case CPU -> instance.cpuRegistered();
            case MEMORY -> instance.memoryRegistered();
            case GPU -> instance.gpusRegistered() * WHOLE_GPU;
        };
    }

    /** Returns what a task asks for as a share of what an instance registered, in {@link Shares}. */
    long wantedShare(Request request, InstanceView instance) {
        return Shares.of(wanted(request), registered(instance));
    }

    /** Returns what an instance has free as a share of what it registered, in {@link Shares}. */
    long freeShare(InstanceView instance) {
        return Shares.of(free(instance), registered(instance));
    }

    /** Returns what is left on an instance once it has taken a task, as a share of what it registered. */
    long leftShare(Request request, InstanceView instance) {
        return Shares.of(free(instance) - wanted(request), registered(instance));
    }

    /** Returns whether this counts for a task: GPUs do where it asks for some, the others always. */
    boolean countsFor(Request request) {
        return this != GPU || (request.gpus() | request.gpuMilli()) != 0;
    }
}
