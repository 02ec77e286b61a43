package io.ecsim.agent;

import java.util.Arrays;

/**
 * Weighted max-min sharing (models.md M5): nobody gets more than it wants, what is not wanted is divided among the others
 * in proportion to their weights, and who wants more than its part gets at least that part (R2.24).
 */
final class CpuShares {

    private long[] wanted = new long[8];
    private long[] weights = new long[8];
    private long[] given = new long[8];
    private int count;

    /** Begins a new division among nobody yet. */
    void clear() {
        count = 0;
    }

    /**
     * Adds somebody who takes part.
     *
     * @param wants at least 0
     * @param weight at least 1
     */
    void add(long wants, long weight) {
        if (count == wanted.length) {
            wanted = Arrays.copyOf(wanted, count * 2);
            weights = Arrays.copyOf(weights, count * 2);
            given = Arrays.copyOf(given, count * 2);
        }
        wanted[count] = wants;
        weights[count] = weight;
        count++;
    }

    /** Returns how many take part. */
    int size() {
        return count;
    }

    /** Has one want something else. */
    void want(int index, long wants) {
        wanted[index] = wants;
    }

    /** Returns what one gets, rounded down where it is less than it wants. */
    long given(int index) {
        return given[index];
    }

    /** Divides what there is, at least 0. */
    void divide(long capacity) {
        long left = capacity;
        long weightLeft = 0;
        for (int i = 0; i < count; i++) {
            given[i] = -1;
            weightLeft += weights[i];
        }
        boolean found = true;
        while (found) {
            found = false;
            for (int i = 0; i < count; i++) {
                if (given[i] < 0 && wanted[i] * weightLeft <= left * weights[i]) {
                    given[i] = wanted[i];
                    left -= wanted[i];
                    weightLeft -= weights[i];
                    found = true;
                }
            }
        }
        for (int i = 0; i < count; i++) {
            if (given[i] < 0) {
                given[i] = left * weights[i] / weightLeft;
            }
        }
    }

    /** Divides what there is by what each wants and weighs, and returns what each gets. */
    static long[] divide(long capacity, long[] wanted, long[] weights) {
        CpuShares shares = new CpuShares();
        for (int i = 0; i < wanted.length; i++) {
            shares.add(wanted[i], weights[i]);
        }
        shares.divide(capacity);
        return Arrays.copyOf(shares.given, wanted.length);
    }
}
