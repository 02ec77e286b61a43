package io.ecsim.workloads.trace.precedence;

import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.TraceRows;
import io.ecsim.workloads.trace.TraceTally;
import io.ecsim.workloads.trace.TraceWorkload;

/**
 * A kind of trace whose jobs are graphs of tasks. A job arrives with the earliest of its lines; a line's tasks are
 * released when all tasks of all its parents are done. The lines of a job must stand together and the jobs in order of
 * arrival, so that only jobs which are under way are in memory; sorting lifts both by holding all lines.
 */
public interface JobFormat extends TraceFormat {

    /** Opens the lines; laws draw from the streams, and the tally counts what is read and dropped. */
    JobLines lines(Streams streams, TraceTally tally);

    /** Opens the jobs in order of arrival, or as they stand when they are not to be sorted. */
    default TraceJobs jobs(Streams streams, TraceTally tally, boolean sort) {
        JobLines lines = lines(streams, tally);
        return new TraceJobs(file().name(), sort ? GroupedLines.together(lines) : GroupedLines.inTurn(lines), tally);
    }

    /** Returns all tasks as if they arrived with their job, to be counted. */
    @Override
    default TraceRows rows(Streams streams, TraceTally tally) {
        return ordered(streams, tally, false);
    }

    @Override
    default TraceRows ordered(Streams streams, TraceTally tally, boolean sort) {
        return new JobRows(jobs(streams, tally, sort || sortsAlways()));
    }

    @Override
    default ArrivalCursor open(TraceWorkload workload, Streams streams) {
        return new PrecedenceCursor(workload, this, streams);
    }
}
