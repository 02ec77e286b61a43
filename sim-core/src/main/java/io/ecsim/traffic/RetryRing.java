package io.ecsim.traffic;

import java.util.Arrays;

/** Retries that clients will make, by slots of equal length; in millionths of a request. */
final class RetryRing {

    private final long slotMicros;
    private final int levels;
    private final long[][] amounts;
    private final int slots;
    private long pending;

    /**
     * Makes an empty one.
     *
     * @param longestMicros no retry is further off
     */
    RetryRing(long slotMicros, int levels, long longestMicros) {
        this.slotMicros = slotMicros;
        this.levels = levels;
        this.slots = (int) (longestMicros / slotMicros) + 3;
        this.amounts = new long[levels][levels == 0 ? 0 : slots];
    }

    /** Returns what is still to be tried again. */
    long pending() {
        return pending;
    }

    /** Takes the retries out that are due in the slot of a time, by number of the try. */
    void take(long atMicros, long[] into) {
        int slot = (int) (atMicros / slotMicros % slots);
        for (int level = 0; level < levels; level++) {
            into[level + 1] = amounts[level][slot];
            pending -= amounts[level][slot];
            amounts[level][slot] = 0;
        }
    }

    /** Spreads retries evenly over a time to come; none comes before the slot after that of now. */
    void add(int level, long amount, long nowMicros, long fromMicros, long toMicros) {
        long first = Math.max(fromMicros / slotMicros, nowMicros / slotMicros + 1);
        long last = Math.max(first, Math.min(toMicros / slotMicros, nowMicros / slotMicros + slots - 1));
        long count = last - first + 1;
        long each = amount / count;
        long[] row = amounts[level];
        for (long slot = first; slot <= last; slot++) {
            row[(int) (slot % slots)] += each;
        }
        row[(int) (last % slots)] += amount - each * count;
        pending += amount;
    }

    /** Forgets all. */
    void clear() {
        for (long[] row : amounts) {
            Arrays.fill(row, 0);
        }
        pending = 0;
    }
}
