package io.ecsim.workloads.trace.google;

import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceRows;
import io.ecsim.workloads.trace.TraceTally;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Delivers attempts in order of submission. A run time is known only at its end, so an attempt waits here until it ends,
 * or, when it takes longer than the look-ahead, until the look-ahead is over: its run time is then known from the survey.
 */
final class AttemptRows implements TraceRows, Attempts.Listener {

    private final GoogleTasksFormat format;
    private final TraceTally tally;
    private final TaskEvents events;
    private final Attempts attempts;
    private final Deque<Attempt> waiting = new ArrayDeque<>();
    private long nowMicros;
    private boolean atEnd;

    AttemptRows(GoogleTasksFormat format, TraceTally tally) {
        this.format = format;
        this.tally = tally;
        this.events = new TaskEvents(format.files(), format.unit(), tally);
        this.attempts = new Attempts(tally, this);
    }

    @Override
    public @Nullable TraceRow next() {
        while (true) {
            Attempt first = waiting.peek();
            if (first != null && isKnown(first)) {
                waiting.remove();
                TraceRow row = row(first);
                if (row != null) {
                    return row;
                }
            } else if (atEnd) {
                return null;
            } else if (events.next()) {
                nowMicros = events.timeMicros();
                attempts.take(events);
            } else {
                atEnd = true;
            }
        }
    }

    private boolean isKnown(Attempt attempt) {
        if (!attempt.isOver() && !atEnd && nowMicros - attempt.submitMicros > format.lookAheadMicros()) {
            attempt.foresee(format.survey().runMicros(attempt.ordinal));
        }
        return attempt.isOver() || atEnd;
    }

    private @Nullable TraceRow row(Attempt attempt) {
        if (attempt.submitMicros == TaskEvents.AFTER_END) {
            tally.drop("submitted after the trace ends");
            return null;
        }
        if (attempt.cpuUnits < 0) {
            tally.drop("no resource request");
            return null;
        }
        if (attempt.runMicros() == Attempt.NEVER_RAN) {
            tally.drop("ended before it was scheduled");
            return null;
        }
        if (attempt.runMicros() == 0) {
            tally.drop("run time not above 0");
            return null;
        }
        if (attempt.submitMicros == 0) {
            tally.note(GoogleTasksFormat.THERE_BEFORE);
        }
        return new TraceRow(
                attempt.ordinal + 1,
                attempt.submitMicros,
                attempt.runMicros(),
                attempt.cpuUnits,
                attempt.memoryMiB,
                0,
                1,
                format.definitionOf(attempt.job, attempt.schedulingClass),
                attempt.runMicros() == ArrivalCursor.ENDLESS,
                attempt.priority);
    }

    @Override
    public void begun(Attempt attempt) {
        waiting.add(attempt);
    }

    @Override
    public void ended(Attempt attempt) {
        // It waits in the queue and now knows its run time, or it was delivered before.
    }

    @Override
    public void close() {
        events.close();
    }
}
