package io.ecsim.controlplane;

import java.util.Arrays;

/**
 * The rows of the tasks on each instance, as lists linked through the rows, so that losing an instance costs as much as it
 * holds and not a look at every task there is. Kept only where instances can go.
 */
final class ResidentTasks {

    private static final int NONE = -1;

    /** By instance: its first row. */
    private final int[] first;

    /** By row: its neighbours on the same instance. */
    private int[] next = new int[64];

    private int[] previous = new int[64];

    ResidentTasks(int instances) {
        first = new int[instances];
        Arrays.fill(first, NONE);
    }

    void add(int row, int instance) {
        if (row >= next.length) {
            int length = Math.max(row + 1, next.length * 2);
            next = Arrays.copyOf(next, length);
            previous = Arrays.copyOf(previous, length);
        }
        int old = first[instance];
        next[row] = old;
        previous[row] = NONE;
        if (old != NONE) {
            previous[old] = row;
        }
        first[instance] = row;
    }

    void remove(int row, int instance) {
        int before = previous[row];
        int after = next[row];
        if (before == NONE) {
            first[instance] = after;
        } else {
            next[before] = after;
        }
        if (after != NONE) {
            previous[after] = before;
        }
    }

    /** Returns the rows on an instance, ascending. */
    int[] on(int instance) {
        int count = 0;
        for (int row = first[instance]; row != NONE; row = next[row]) {
            count++;
        }
        int[] rows = new int[count];
        for (int row = first[instance]; row != NONE; row = next[row]) {
            rows[--count] = row;
        }
        Arrays.sort(rows);
        return rows;
    }
}
