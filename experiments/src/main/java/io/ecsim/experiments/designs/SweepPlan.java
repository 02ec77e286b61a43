package io.ecsim.experiments.designs;

import io.ecsim.observe.Metric;
import java.util.List;

/**
 * What a sweep looks at.
 *
 * @param axes at least one, paths all different
 * @param design which points
 * @param metrics what is compared at each point beside the objective, in order; may be empty
 */
public record SweepPlan(List<Axis> axes, Design design, List<Metric> metrics) {

    public SweepPlan {
        axes = List.copyOf(axes);
        metrics = List.copyOf(metrics);
        if (axes.isEmpty()) {
            throw new IllegalArgumentException("a sweep needs an axis");
        }
        if (axes.stream().map(Axis::path).distinct().count() < axes.size()) {
            throw new IllegalArgumentException("two axes of a sweep have one path");
        }
    }
}
