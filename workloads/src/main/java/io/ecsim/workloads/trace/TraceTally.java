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
    private final Map<String, Long> noted = new TreeMap<>();
    private long rows;

    /** Makes an empty tally; lenient: damaged lines are counted and passed over. */
    public TraceTally(boolean lenient) {
        this.lenient = lenient;
    }

    /** Counts a line that holds a row. */
    public void row() {
        rows++;
    }

    /** Counts a row that is left out, by reason. */
    public void drop(String reason) {
        dropped.merge(reason, 1L, Long::sum);
    }

    /** Counts something else that the reader of a result should know of rows that are used. */
    public void note(String what) {
        noted.merge(what, 1L, Long::sum);
    }

    /** Stops at a damaged line, or counts it when reading is lenient. */
    public void damaged(String message) {
        if (!lenient) {
            throw new WorkloadException(message);
        }
        drop(DAMAGED);
    }

    /** Stops at a line that arrives before an earlier one, or counts it when reading is lenient. */
    public void outOfOrder(String file, long line) {
        damaged(file + ":" + line + ": arrival: found a time before that of an earlier line, expected lines in order of"
                + " arrival, or sort: true");
    }

    /** Returns how many rows there were. */
    public long rows() {
        return rows;
    }

    Map<String, Long> noted() {
        return Collections.unmodifiableMap(new TreeMap<>(noted));
    }

    /** Returns how many rows were dropped, by reason. */
    public Map<String, Long> dropped() {
        return Collections.unmodifiableMap(new TreeMap<>(dropped));
    }
}
