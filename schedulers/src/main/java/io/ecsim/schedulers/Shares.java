package io.ecsim.schedulers;

/**
 * Shares of a registered amount as integers, so that a comparison of shares is the same on every machine.
 */
final class Shares {

    /** The share 1 in fixed point: products of two shares, and sums of a few of these, stay far below 2^63. */
    static final long WHOLE = 1L << 20;

    private Shares() {}

    /**
     * Returns {@code amount / registered} in units of 1 / {@link #WHOLE}, rounded down; 0 where nothing is registered.
     *
     * @param amount 0 to {@code registered}
     */
    static long of(int amount, int registered) {
        return registered == 0 ? 0 : amount * WHOLE / registered;
    }
}
