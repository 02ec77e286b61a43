package io.ecsim.workloads.trace.precedence;

import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceRows;
import org.jspecify.annotations.Nullable;

/**
 * All rows of jobs as if they arrived with their job and ended when the trace says. For counting: the windows, limits and
 * censored tasks of a summary.
 */
final class JobRows implements TraceRows {

    private final TraceJobs jobs;
    private @Nullable TraceJob job;
    private long arrivalMicros;
    private int next;

    JobRows(TraceJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public @Nullable TraceRow next() {
        if (job == null || next == job.rows().size()) {
            job = jobs.next();
            next = 0;
            if (job == null) {
                return null;
            }
            arrivalMicros = job.arrivalMicros();
        }
        TraceRow row = job.rows().get(next++);
        long run = row.runMicros() == ArrivalCursor.ENDLESS
                ? ArrivalCursor.ENDLESS
                : row.arrivalMicros() - arrivalMicros + row.runMicros();
        return row.arrivingAt(arrivalMicros).running(run, row.censored());
    }

    @Override
    public void close() {
        jobs.close();
    }
}
