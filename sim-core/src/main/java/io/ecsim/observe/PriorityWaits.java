package io.ecsim.observe;

import java.util.OptionalDouble;

/**
 * The waits of the tasks of one priority in one run, counted like those of all tasks.
 *
 * @param priority the priority
 * @param requested tasks requested after the warm-up
 * @param sumMicros sum of the waits of those placed, in microseconds
 * @param waits the waits
 */
public record PriorityWaits(int priority, long requested, long sumMicros, WaitDistribution waits) {

    /** Returns the mean wait of those placed, in seconds; empty when none was. */
    public OptionalDouble meanSeconds() {
        long placed = waits.placed();
        return placed == 0 ? OptionalDouble.empty() : OptionalDouble.of(sumMicros / 1e6 / placed);
    }

    /** Returns the share never placed of those requested; empty when none was requested. */
    public OptionalDouble unplaced() {
        return requested == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) (requested - waits.placed()) / requested);
    }
}
