package io.ecsim.traffic;

import io.ecsim.cluster.Task;

/** The CPU that requests make tasks want, and what they get of it (models.md M5). In millionths of a vCPU. */
public interface TaskCpu {

    /** Says what the requests on a task want from now on; nothing changes before {@link #settle}. */
    void want(Task task, long microVcpu);

    /** Divides the CPU anew where requests want another part of it. */
    void settle();

    /** Returns what the requests on a task could have, all others wanting what they want now; 0 when it cannot answer. */
    long available(Task task);
}
