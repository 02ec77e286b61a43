package io.ecsim.workloads.trace;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What reading a trace gave.
 *
 * @param file as named by the user
 * @param rowsRead lines that hold a row, dropped and damaged ones included; reading stops at the window's end
 * @param tasks delivered
 * @param dropped rows by reason
 * @param noted what else was counted while reading, such as values that had to be assumed
 * @param censoredAtStart tasks that arrived before the window and would still run at its start; not delivered
 * @param censoredAtEnd tasks delivered that would still run at the window's end, or whose end the trace does not know
 * @param firstArrivalMicros of a delivered task, on the trace's clock; -1 when there is none
 * @param lastArrivalMicros of a delivered task, on the trace's clock; -1 when there is none
 * @param units which column is what, in which unit
 */
public record TraceSummary(
        String file,
        long rowsRead,
        long tasks,
        Map<String, Long> dropped,
        Map<String, Long> noted,
        long censoredAtStart,
        long censoredAtEnd,
        long firstArrivalMicros,
        long lastArrivalMicros,
        String units) {

    public TraceSummary {
        noted = Collections.unmodifiableMap(new TreeMap<>(noted));
        dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
    }
}
