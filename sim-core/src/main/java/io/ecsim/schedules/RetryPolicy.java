package io.ecsim.schedules;

/**
 * How often an invocation that the target answered with an exception is tried again. EventBridge Scheduler backs off
 * exponentially and publishes no figures; here the delay is 1 s, doubles, and stops growing at 8 minutes, with which 185
 * retries take just under the 24 hours of its default. No jitter.
 *
 * @param maximumRetryAttempts retries, 0 to 185
 * @param maximumEventAgeMicros no retry comes later than this after the first attempt: 60 s to 24 h, in microseconds
 */
public record RetryPolicy(int maximumRetryAttempts, long maximumEventAgeMicros) {

    private static final long SECOND = 1_000_000;

    /** Most retries that can be asked for. */
    public static final int MOST_ATTEMPTS = 185;

    /** The shortest maximum age in microseconds. */
    public static final long SHORTEST_AGE_MICROS = 60 * SECOND;

    /** The longest maximum age in microseconds. */
    public static final long LONGEST_AGE_MICROS = 86_400 * SECOND;

    /** What Scheduler does unless told otherwise. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(MOST_ATTEMPTS, LONGEST_AGE_MICROS);

    private static final long FIRST_MICROS = SECOND;
    private static final long CAP_MICROS = 480 * SECOND;

    public RetryPolicy {
        if (maximumRetryAttempts < 0 || maximumRetryAttempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "maximumRetryAttempts must be 0 to " + MOST_ATTEMPTS + ", was " + maximumRetryAttempts);
        }
        if (maximumEventAgeMicros < SHORTEST_AGE_MICROS || maximumEventAgeMicros > LONGEST_AGE_MICROS) {
            throw new IllegalArgumentException("maximumEventAgeMicros must be " + SHORTEST_AGE_MICROS + " to "
                    + LONGEST_AGE_MICROS + ", was " + maximumEventAgeMicros);
        }
    }

    /** Returns the delay in microseconds before a retry, 1 for the first. */
    static long delayMicros(int retry) {
        long delay = FIRST_MICROS;
        for (int i = 1; i < retry && delay < CAP_MICROS; i++) {
            delay *= 2;
        }
        return Math.min(delay, CAP_MICROS);
    }
}
