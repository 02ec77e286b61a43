package io.ecsim.placement;

import java.util.List;

/**
 * How long the decisions of a strategy outside the run took, such as those of a process. Wall time differs from run to run,
 * and so does this; only what was charged has a part in what was simulated.
 *
 * @param decisions how many were measured
 * @param totalMicros of the wall clock, in microseconds
 * @param medianMicros half of them took no longer; to three digits
 * @param p99Micros 99 % of them took no longer; to three digits
 * @param maxMicros the longest; to three digits
 * @param chargedMicros by decision, in order: by how much its placement came later; empty where nothing is charged
 */
public record DecisionTimes(
        long decisions, long totalMicros, long medianMicros, long p99Micros, long maxMicros, List<Long> chargedMicros) {

    /** Of strategies that decide within the run. */
    public static final DecisionTimes NONE = new DecisionTimes(0, 0, 0, 0, 0, List.of());

    public DecisionTimes {
        chargedMicros = List.copyOf(chargedMicros);
    }

    /** Returns the mean in microseconds, 0 where nothing was measured. */
    public double meanMicros() {
        return decisions == 0 ? 0 : (double) totalMicros / decisions;
    }
}
