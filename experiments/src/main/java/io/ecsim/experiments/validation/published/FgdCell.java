package io.ecsim.experiments.validation.published;

import io.ecsim.experiments.statistics.Moments;

/**
 * A cell of the published table, run again.
 *
 * @param workload the pod list, such as {@code default}
 * @param policy the policy
 * @param measure what is measured
 * @param level GPUs asked for in percent of the capacity
 * @param published the published runs
 * @param measured ours, with the same seeds
 * @param same how many runs have the published value, but for the last digit that it is rounded to
 */
record FgdCell(
        String workload, Policy policy, Measure measure, int level, Moments published, Moments measured, int same) {

    /** The level of the table. */
    static final int TABLE_LEVEL = 130;

    /** How far a mean may be off, in published standard deviations. */
    private static final double DEVIATIONS = 2;

    /** Published values have two decimals: half a unit of the last. */
    private static final double ROUNDING = 0.005;

    /**
     * A run is the published one if it differs by no more than a unit of the last decimal, in which ties are rounded.
     */
    static final double SAME = 0.0101;

    /** Returns whether our mean lies within two published standard deviations of the published mean. */
    boolean passes() {
        double off = Math.abs(measured.mean() - published.mean());
        return off <= DEVIATIONS * published.standardDeviation() + ROUNDING;
    }
}
