package io.ecsim.experiments.statistics;

import java.util.Arrays;

/**
 * One strategy's results in the objective.
 *
 * @param name unique among the competitors
 * @param feasible whether it keeps the bounds of the objective
 * @param values one per replication, in the metric's unit; NaN where the run has no result
 */
public record Competitor(String name, boolean feasible, double[] values) {

    public Competitor {
        if (values.length == 0) {
            throw new IllegalArgumentException(name + " needs at least one replication");
        }
        values = values.clone();
    }

    /** Returns a copy of the values. */
    @Override
    public double[] values() {
        return values.clone();
    }

    /** Returns the moments of the results that exist. */
    public Moments moments() {
        return Moments.of(Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray());
    }
}
