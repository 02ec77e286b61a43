package io.ecsim.experiments.sweep;

import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.designs.AxisValue;
import io.ecsim.experiments.designs.Design;
import io.ecsim.reports.figure.MarkedScale;
import io.ecsim.reports.table.Decimals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The points of a sweep along one of its axes: those of one value together; those of a range in as many equal parts as
 * leave some points in each.
 *
 * @param axis index of the axis
 * @param scale the values, or the middles of the parts
 * @param points by mark of the scale, at least one each
 */
public record AxisGroups(int axis, MarkedScale scale, List<List<Integer>> points) {

    private static final int MOST_PARTS = 8;
    private static final int POINTS_A_PART = 5;
    private static final int DIGITS = 3;

    public AxisGroups {
        points = points.stream().map(List::copyOf).toList();
    }

    /** Returns the points along an axis. */
    public static AxisGroups of(Sweep sweep, int axis) {
        Axis along = sweep.axes().get(axis);
        Map<Double, String> texts = new TreeMap<>();
        Map<Double, List<Integer>> groups = new TreeMap<>();
        sweep.points().forEach(point -> {
            AxisValue value = point.values().get(axis);
            texts.put(value.position(), value.text());
            groups.computeIfAbsent(value.position(), each -> new ArrayList<>()).add(point.index());
        });
        boolean full = sweep.plan().design() instanceof Design.Full;
        int parts = Math.max(2, Math.min(MOST_PARTS, sweep.points().size() / POINTS_A_PART));
        if (!full && along.range().isPresent() && groups.size() > parts) {
            return parts(along, axis, groups, parts);
        }
        List<MarkedScale.Mark> marks = new ArrayList<>();
        texts.forEach((position, text) -> marks.add(new MarkedScale.Mark(position, text)));
        return new AxisGroups(axis, new MarkedScale(key(along), along.path(), marks), List.copyOf(groups.values()));
    }

    private static AxisGroups parts(Axis along, int axis, Map<Double, List<Integer>> groups, int parts) {
        double low = along.at(0).position();
        double high = along.at(1).position();
        Map<Integer, List<Integer>> filled = new TreeMap<>();
        groups.forEach((position, points) -> {
            int part = (int) Math.min(parts - 1L, (long) ((position - low) / (high - low) * parts));
            filled.computeIfAbsent(part, each -> new ArrayList<>()).addAll(points);
        });
        List<MarkedScale.Mark> marks = new ArrayList<>();
        for (int part : filled.keySet()) {
            double middle = low + (high - low) * (part + 0.5) / parts;
            double shown = along.kind() == Axis.Kind.LOGARITHMIC ? StrictMath.pow(10, middle) : middle;
            marks.add(new MarkedScale.Mark(middle, Decimals.significant(shown, DIGITS) + along.unit()));
        }
        return new AxisGroups(
                axis,
                new MarkedScale(key(along), along.path() + ", middle of each part", marks),
                List.copyOf(filled.values()));
    }

    /** Returns the path as the name of a column. */
    static String key(Axis axis) {
        String key = axis.path()
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        return key.matches("[a-z].*") ? key : "axis_" + key;
    }

    /** Returns the keys of all axes, all different. */
    public static List<String> keys(List<Axis> axes) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>();
        for (Axis axis : axes) {
            int times = seen.merge(key(axis), 1, Integer::sum);
            keys.add(times == 1 ? key(axis) : key(axis) + "_" + times);
        }
        return keys;
    }
}
