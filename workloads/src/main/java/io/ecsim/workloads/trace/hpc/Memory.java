package io.ecsim.workloads.trace.hpc;

import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.workloads.trace.Cells;

/** Memory that a trace does not tell. */
final class Memory {

    private Memory() {}

    /** Draws the MiB of a task, at least 1, by the line where it stands. */
    static int drawn(Law lawMiB, KeyedStream stream, long line) {
        double drawn = lawMiB.sample(stream.at(line, 0));
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE - 1, Cells.roundUp(drawn)));
    }
}
