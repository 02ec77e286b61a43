package io.ecsim.workloads.trace;

import io.ecsim.workload.WorkloadException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happens to the lines of a trace, and decides whether a damaged line stops the reading. */
public final class TraceTally {

    /** Reason under which damaged lines are counted when reading is lenient. */
    public static final String DAMAGED = "damaged line";

    private final boolean lenient;
    private final Map<String, Long> dropped = new TreeMap<>();
    private long rows;

    TraceTally(boolean lenient) {
        this.lenient = lenient;
    }

    void row() {
        rows++;
    }

    void drop(String reason) {
        dropped.merge(reason, 1L, Long::sum);
    }

    /** Stops at a damaged line, or counts it when reading is lenient. */
    void damaged(String message) {
        if (!lenient) {
            throw new WorkloadException(message);
        }
        drop(DAMAGED);
    }

    long rows() {
        return rows;
    }

    Map<String, Long> dropped() {
        return Collections.unmodifiableMap(new TreeMap<>(dropped));
    }
}
