package io.ecsim.images;

/**
 * How many pulls a registry allows. A check of an image that has not changed is a HEAD request and does not count.
 *
 * @param pulls how many, 1 to {@link #MAX_PULLS}
 * @param perMicros in how long, in microseconds, at least 1
 * @param refill how the allowance comes back
 * @param scope who shares one allowance
 */
public record RateLimit(int pulls, long perMicros, Refill refill, Scope scope) {

    /** Most pulls that a limit can allow in its time. */
    public static final int MAX_PULLS = 1_000_000;

    /** How the allowance comes back. */
    public enum Refill {
        /** No more than so many pulls in any stretch of that length, as Docker Hub's {@code 100;w=21600}. */
        WINDOW,
        /** A token bucket that holds so many pulls and fills evenly in that time. */
        STEADY
    }

    /** Who shares one allowance. */
    public enum Scope {
        /** Each source address: all behind one NAT gateway together, else each instance (M10). */
        SOURCE_ADDRESS,
        /** All who use the registry, as a limit of an AWS account. */
        REGISTRY
    }

    public RateLimit {
        if (pulls < 1 || pulls > MAX_PULLS) {
            throw new IllegalArgumentException("a rate limit must allow 1 to " + MAX_PULLS + " pulls, allows " + pulls);
        }
        if (perMicros < 1) {
            throw new IllegalArgumentException("the time of a rate limit must be at least 1 us, was " + perMicros);
        }
    }
}
