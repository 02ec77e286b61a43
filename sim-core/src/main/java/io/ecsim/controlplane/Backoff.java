package io.ecsim.controlplane;

/**
 * Exponential back-off without jitter.
 *
 * @param firstMicros delay before the first retry in microseconds, at least 1
 * @param factor growth per retry, at least 1
 * @param capMicros longest delay in microseconds, at least {@code firstMicros}
 * @param maxRetries retries before giving up, at least 0
 */
public record Backoff(long firstMicros, double factor, long capMicros, int maxRetries) {

    public Backoff {
        if (firstMicros < 1) {
            throw new IllegalArgumentException("firstMicros must be at least 1, was " + firstMicros);
        }
        if (!(factor >= 1) || factor > 1000) {
            throw new IllegalArgumentException("factor must be 1 to 1000, was " + factor);
        }
        if (capMicros < firstMicros) {
            throw new IllegalArgumentException("capMicros must be at least firstMicros, was " + capMicros);
        }
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries must be at least 0, was " + maxRetries);
        }
    }

    /** Returns the delay in microseconds before a retry, 1 for the first. */
    public long delayMicros(int retry) {
        double delay = firstMicros;
        for (int i = 1; i < retry && delay < capMicros; i++) {
            delay *= factor;
        }
        return (long) Math.min(delay, (double) capMicros);
    }
}
