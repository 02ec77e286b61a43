package io.ecsim.experiments.run;

import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.WaitDistribution;
import java.util.List;

/**
 * The objective of one strategy, one value a replication. A quantile of the wait that a run does not reach, because too
 * many of its tasks were still waiting, counts as the longest wait seen, and a fault that the services
 * have not recovered from as the time measured since: lower bounds, so they can only flatter the strategy.
 *
 * @param values in the metric's unit; NaN where a run has no such value at all
 * @param isLowerBound whether some value is such a bound
 */
public record ObjectiveValues(double[] values, boolean isLowerBound) {

    private static final double MICROS = 1e6;

    /** Takes the values of some runs. */
    public static ObjectiveValues of(List<RunResult> runs, Metric metric) {
        double[] values = new double[runs.size()];
        boolean bound = false;
        for (int i = 0; i < values.length; i++) {
            RunResult run = runs.get(i);
            values[i] = run.value(metric);
            if (Double.isNaN(values[i]) && isWaitQuantile(metric) && run.waits().censored() > 0) {
                values[i] = longestSeconds(run.waits());
                bound = true;
            } else if (metric == Metric.RECOVERY && !run.faults().allRecovered()) {
                values[i] = run.faults().longestRecoverySeconds();
                bound = true;
            }
        }
        return new ObjectiveValues(values, bound);
    }

    private static boolean isWaitQuantile(Metric metric) {
        return metric == Metric.WAIT_P50 || metric == Metric.WAIT_P95 || metric == Metric.WAIT_P99;
    }

    private static double longestSeconds(WaitDistribution waits) {
        long[] placed = waits.placedMicros();
        long[] censored = waits.censoredMicros();
        long longest = placed.length == 0 ? 0 : placed[placed.length - 1];
        return (censored.length == 0 ? longest : Math.max(longest, censored[censored.length - 1])) / MICROS;
    }
}
