package io.ecsim.workloads.trace.precedence;

import io.ecsim.workloads.trace.TraceRow;
import java.util.List;

/**
 * One usable line of a trace of jobs: equal tasks that wait for other lines of their job.
 *
 * @param job the name of the job
 * @param row its tasks; the arrival is what the trace says of this line alone
 * @param number by which other lines of the job refer to this one; {@link #NONE} when none can
 * @param parents the numbers of the lines whose tasks must all have ended before these are released
 */
public record JobLine(String job, TraceRow row, long number, List<Long> parents) {

    /** The number of a line to which no other line refers. */
    public static final long NONE = Long.MIN_VALUE;

    public JobLine {
        parents = List.copyOf(parents);
    }

    /** Returns a line that waits for no other and to which none refers. */
    public static JobLine independent(String job, TraceRow row) {
        return new JobLine(job, row, NONE, List.of());
    }
}
