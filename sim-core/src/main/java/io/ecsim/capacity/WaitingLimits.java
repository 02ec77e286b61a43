package io.ecsim.capacity;

import io.ecsim.engine.SimClock;

/**
 * Limits of tasks that are PROVISIONING for lack of capacity (R5.30, R5.31).
 *
 * @param mostTasks how many there may be in one cluster, at least 1
 * @param timeoutMicros how long one waits before it is STOPPED, in microseconds, at least 1
 */
public record WaitingLimits(int mostTasks, long timeoutMicros) {

    /** 500 tasks, 30 minutes. */
    public static final WaitingLimits DEFAULT = new WaitingLimits(500, 1800 * SimClock.MICROS_PER_SECOND);

    public WaitingLimits {
        if (mostTasks < 1 || timeoutMicros < 1) {
            throw new IllegalArgumentException("limits of waiting tasks must be at least 1, were " + mostTasks + " and "
                    + timeoutMicros + " microseconds");
        }
    }
}
