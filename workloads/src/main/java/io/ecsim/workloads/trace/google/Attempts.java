package io.ecsim.workloads.trace.google;

import io.ecsim.workloads.trace.TraceTally;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pairs events: which attempt each belongs to. In memory are the attempts that have not ended.
 *
 * <p>The life of a task in the schema of the trace: SUBMIT, SCHEDULE, then one of EVICT, FAIL, FINISH, KILL, LOST; after
 * that it may be submitted again, which is an attempt of its own here.
 */
final class Attempts {

    private static final int SUBMIT = 0;
    private static final int SCHEDULE = 1;
    private static final int LAST_END = 6;

    /** Hears of attempts. */
    interface Listener {
        /** An attempt begins. */
        void begun(Attempt attempt);

        /** An attempt is over. */
        void ended(Attempt attempt);
    }

    private final Map<String, Attempt> open = new LinkedHashMap<>();
    private final TraceTally tally;
    private final Listener listener;
    private long begun;

    Attempts(TraceTally tally, Listener listener) {
        this.tally = tally;
        this.listener = listener;
    }

    void take(TaskEvents event) {
        Attempt attempt = open.get(event.task());
        switch (event.type()) {
            case SUBMIT -> submit(event, attempt);
            case SCHEDULE -> schedule(event, attempt);
            default -> {
                if (attempt == null) {
                    tally.note("event of a task that was not there: passed over");
                } else if (event.type() <= LAST_END) {
                    end(event, attempt);
                } else if (attempt.isScheduled()) {
                    tally.note("change of a running task's request: passed over");
                } else {
                    attempt.request(event);
                }
            }
        }
    }

    private void submit(TaskEvents event, @Nullable Attempt attempt) {
        if (attempt != null && !attempt.isScheduled()) {
            tally.note("second submission of a waiting task: passed over");
            return;
        }
        if (attempt != null) {
            tally.note("running task submitted again: taken to have ended then");
            end(event, attempt);
        }
        begin(event);
    }

    private void schedule(TaskEvents event, @Nullable Attempt attempt) {
        if (attempt != null && attempt.isScheduled()) {
            tally.note("second start of a running task: passed over");
            return;
        }
        if (attempt == null) {
            tally.note("task started without submission: arrives when it started");
        }
        Attempt started = attempt == null ? begin(event) : attempt;
        started.request(event);
        started.schedule(event.timeMicros());
    }

    private Attempt begin(TaskEvents event) {
        Attempt attempt = new Attempt(begun++, event);
        attempt.request(event);
        open.put(event.task(), attempt);
        listener.begun(attempt);
        return attempt;
    }

    private void end(TaskEvents event, Attempt attempt) {
        open.remove(event.task());
        attempt.end(event.timeMicros());
        listener.ended(attempt);
    }
}
