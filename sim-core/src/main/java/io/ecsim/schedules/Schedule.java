package io.ecsim.schedules;

/**
 * A schedule of EventBridge Scheduler.
 *
 * @param name of the schedule
 * @param recurrence when it is due
 * @param flexibleWindowMicros each invocation is made at a random moment of this window after it is due; 0: at once
 * @param retryPolicy what follows when the target answers with an exception
 */
public record Schedule(String name, Recurrence recurrence, long flexibleWindowMicros, RetryPolicy retryPolicy) {

    private static final long MINUTE = 60_000_000;

    /** The longest flexible time window in microseconds: 1,440 minutes. */
    public static final long LONGEST_WINDOW_MICROS = 1440 * MINUTE;

    public Schedule {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a schedule needs a name");
        }
        if (flexibleWindowMicros < 0 || flexibleWindowMicros > LONGEST_WINDOW_MICROS) {
            throw new IllegalArgumentException(
                    "flexibleWindowMicros must be 0 to " + LONGEST_WINDOW_MICROS + ", was " + flexibleWindowMicros);
        }
    }
}
