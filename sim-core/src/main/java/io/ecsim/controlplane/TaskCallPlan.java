package io.ecsim.controlplane;

import io.ecsim.schedules.Schedule;
import java.util.List;

/**
 * The calls that start standalone tasks beside the workload.
 *
 * @param timed calls of RunTask and StartTask at given times; those of one time are made in this order
 * @param scheduled calls of RunTask that EventBridge Scheduler makes
 */
public record TaskCallPlan(List<Timed> timed, List<Scheduled> scheduled) {

    /** No calls. */
    public static final TaskCallPlan NONE = new TaskCallPlan(List.of(), List.of());

    /** Most calls, and most schedules: draws are numbered by them. */
    public static final int MOST = 1 << TaskOrdinals.SOURCE_BITS;

    /**
     * A call at a given time.
     *
     * @param atMicros when, in microseconds of simulated time
     */
    public record Timed(long atMicros, TaskCall call) {

        public Timed {
            if (atMicros < 0) {
                throw new IllegalArgumentException(call.name() + " must be made at 0 or later, was " + atMicros);
            }
        }
    }

    /** A scheduled task: RunTask as the target of a schedule. */
    public record Scheduled(Schedule schedule, RunTaskCall call) {}

    public TaskCallPlan {
        if (timed.size() > MOST || scheduled.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " calls and schedules are allowed, were "
                    + timed.size() + " and " + scheduled.size());
        }
        timed = List.copyOf(timed);
        scheduled = List.copyOf(scheduled);
    }

    /** Returns whether nothing is called. */
    public boolean isEmpty() {
        return timed.isEmpty() && scheduled.isEmpty();
    }
}
