package io.ecsim.experiments;

import io.ecsim.observe.Metric;

/**
 * A bound that a strategy must keep to be feasible (models.md M3).
 *
 * @param metric what is bounded
 * @param atMost true: at most the value; false: at least
 * @param value in the metric's unit, finite
 */
public record Condition(Metric metric, boolean atMost, double value) {

    public Condition {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a condition's value must be finite, was " + value);
        }
    }

    /**
     * Returns whether an observed value keeps the bound. NaN does not, except for a share of tasks never placed: that is
     * unknown only where no such task was requested, and then there is nothing to object to.
     */
    public boolean holds(double observed) {
        if (Double.isNaN(observed)) {
            return metric == Metric.UNPLACED || metric == Metric.UNPLACED_LARGE;
        }
        return atMost ? observed <= value : observed >= value;
    }
}
