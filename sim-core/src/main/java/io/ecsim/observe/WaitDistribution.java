package io.ecsim.observe;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Waits of a run as counted values, ascending: those that ended in a placement and those still waiting at the end,
 * which are right-censored. Values above one millisecond carry a relative error of at most 0.1 %.
 */
public final class WaitDistribution {

    private final long[] placedMicros;
    private final long[] placedCounts;
    private final long[] censoredMicros;
    private final long[] censoredCounts;

    /** Takes copies; each pair of arrays has equal length, values ascend, counts are at least 1. */
    public WaitDistribution(long[] placedMicros, long[] placedCounts, long[] censoredMicros, long[] censoredCounts) {
        if (placedMicros.length != placedCounts.length || censoredMicros.length != censoredCounts.length) {
            throw new IllegalArgumentException("values and counts differ in length");
        }
        this.placedMicros = placedMicros.clone();
        this.placedCounts = placedCounts.clone();
        this.censoredMicros = censoredMicros.clone();
        this.censoredCounts = censoredCounts.clone();
    }

    /** Returns the distinct waits of placed tasks in microseconds, ascending. */
    public long[] placedMicros() {
        return placedMicros.clone();
    }

    /** Returns how many placed tasks had each wait. */
    public long[] placedCounts() {
        return placedCounts.clone();
    }

    /** Returns the distinct elapsed waits of tasks not placed by the end, in microseconds, ascending. */
    public long[] censoredMicros() {
        return censoredMicros.clone();
    }

    /** Returns how many unplaced tasks had each elapsed wait. */
    public long[] censoredCounts() {
        return censoredCounts.clone();
    }

    /**
     * Returns a quantile of the wait by the product-limit estimator (Kaplan and Meier 1958): the least wait by which the
     * estimated share still waiting has fallen to {@code 1 - q}; empty when censoring keeps it above.
     *
     * @param q 0 to less than 1
     */
    public OptionalLong quantileMicros(double q) {
        long atRisk = placed() + censored();
        double waiting = 1;
        int censoredAt = 0;
        for (int i = 0; i < placedMicros.length; i++) {
            while (censoredAt < censoredMicros.length && censoredMicros[censoredAt] < placedMicros[i]) {
                atRisk -= censoredCounts[censoredAt++];
            }
            waiting *= 1 - (double) placedCounts[i] / atRisk;
            atRisk -= placedCounts[i];
            if (waiting <= 1 - q + 1e-12) {
                return OptionalLong.of(placedMicros[i]);
            }
        }
        return OptionalLong.empty();
    }

    /** Returns how many tasks were placed. */
    public long placed() {
        return Arrays.stream(placedCounts).sum();
    }

    /** Returns how many tasks were still waiting. */
    public long censored() {
        return Arrays.stream(censoredCounts).sum();
    }
}
