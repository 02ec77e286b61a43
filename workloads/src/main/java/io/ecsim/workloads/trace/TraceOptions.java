package io.ecsim.workloads.trace;

/**
 * Which part of a trace is used, and how strictly it is read.
 *
 * @param fromMicros rows that arrive before this time of the trace's clock are left out; it becomes time 0
 * @param toMicros rows that arrive at or after this time are left out; above {@code fromMicros}
 * @param limitTasks at most this many tasks, at least 1
 * @param sort whether rows out of order are sorted, which holds the trace in memory; otherwise they are damage
 * @param lenient whether a damaged line is skipped and counted; otherwise it stops the run
 */
public record TraceOptions(long fromMicros, long toMicros, long limitTasks, boolean sort, boolean lenient) {

    /** The whole trace, read strictly. */
    public static final TraceOptions WHOLE = new TraceOptions(0, Long.MAX_VALUE, Long.MAX_VALUE, false, false);

    public TraceOptions {
        if (fromMicros < 0) {
            throw new IllegalArgumentException("fromMicros must be at least 0, was " + fromMicros);
        }
        if (toMicros <= fromMicros) {
            throw new IllegalArgumentException(
                    "the window must end after it begins, was " + fromMicros + " to " + toMicros + " microseconds");
        }
        if (limitTasks < 1) {
            throw new IllegalArgumentException("limitTasks must be at least 1, was " + limitTasks);
        }
    }

    /** Returns these options with a window of the trace's clock, in microseconds. */
    public TraceOptions window(long from, long to) {
        return new TraceOptions(from, to, limitTasks, sort, lenient);
    }

    /** Returns these options with rows out of order sorted. */
    public TraceOptions sorted() {
        return new TraceOptions(fromMicros, toMicros, limitTasks, true, lenient);
    }

    /** Returns these options with damaged lines skipped and counted. */
    public TraceOptions leniently() {
        return new TraceOptions(fromMicros, toMicros, limitTasks, sort, true);
    }

    /** Returns these options with at most that many tasks. */
    public TraceOptions limit(long tasks) {
        return new TraceOptions(fromMicros, toMicros, tasks, sort, lenient);
    }
}
