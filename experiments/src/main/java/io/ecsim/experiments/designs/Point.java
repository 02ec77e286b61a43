package io.ecsim.experiments.designs;

import java.util.ArrayList;
import java.util.List;

/**
 * A point that is looked at: a value for each axis.
 *
 * @param index its place in the design, from 0
 * @param values one an axis, in the order of the axes
 */
public record Point(int index, List<AxisValue> values) {

    public Point {
        values = List.copyOf(values);
    }

    /** Returns what the point has in place of the scenario's values, each {@code PATH=VALUE}. */
    public List<String> overrides(List<Axis> axes) {
        List<String> overrides = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            overrides.add(axes.get(i).path() + "=" + values.get(i).text());
        }
        return overrides;
    }

    /** Returns the point in words, such as {@code cluster.instances=50, queue.limit=10}. */
    public String label(List<Axis> axes) {
        return String.join(", ", overrides(axes));
    }
}
