package io.ecsim.workloads.trace.hpc;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.workloads.trace.Cells;

/** Memory that a trace does not tell. */
final class Memory {

    private Memory() {}

    /** Draws the MiB of a task, at least 1. */
    static int drawn(Law lawMiB, RandomStream stream) {
        double drawn = lawMiB.sample(stream);
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE - 1, Cells.roundUp(drawn)));
    }
}
