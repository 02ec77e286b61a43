package io.ecsim.traffic;

import java.util.Arrays;

/** How long requests took: weights in bins of 1.6 % or less, from a microsecond to a day. */
final class LatencyHistogram {

    /** Bins to an octave are a power of two, so that a bin is read off the bits of a number. */
    private static final int BIN_SHIFT = 52 - 6;

    private static final double LEAST_SECONDS = 1e-6;
    private static final double MOST_SECONDS = 86_400;
    private static final long FIRST = Double.doubleToRawLongBits(LEAST_SECONDS) >>> BIN_SHIFT;
    private static final int BINS = (int) ((Double.doubleToRawLongBits(MOST_SECONDS) >>> BIN_SHIFT) - FIRST + 1);

    private final double[] weights = new double[BINS];
    private double total;

    /** Adds requests that took so long. */
    void add(double seconds, double weight) {
        double within = Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, seconds));
        weights[(int) ((Double.doubleToRawLongBits(within) >>> BIN_SHIFT) - FIRST)] += weight;
        total += weight;
    }

    /** Adds all of another one. */
    void add(LatencyHistogram other) {
        for (int i = 0; i < BINS; i++) {
            weights[i] += other.weights[i];
        }
        total += other.total;
    }

    /** Forgets everything. */
    void clear() {
        Arrays.fill(weights, 0);
        total = 0;
    }

    /** Returns whether nothing was added. */
    boolean isEmpty() {
        return !(total > 0);
    }

    /** Returns the time that a share of the requests did not pass, in seconds; NaN when there are none. */
    double quantile(double share) {
        if (isEmpty()) {
            return Double.NaN;
        }
        double left = share * total;
        for (int i = 0; i < BINS; i++) {
            if (weights[i] > 0 && left <= weights[i]) {
                double low = Double.longBitsToDouble(FIRST + i << BIN_SHIFT);
                double high = Double.longBitsToDouble(FIRST + i + 1 << BIN_SHIFT);
                return low + (high - low) / 2;
            }
            left -= weights[i];
        }
        return MOST_SECONDS;
    }
}
