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

    /** Returns whether an observed value keeps the bound; NaN does not. */
    public boolean holds(double observed) {
        return atMost ? observed <= value : observed >= value;
    }
}
