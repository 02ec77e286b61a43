package io.ecsim.experiments.designs;

import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;

/** The points of a design, in order: a function of the axes, the design and the seed. */
public final class DesignPoints {

    /** Most points of any design. */
    public static final int MOST = 10_000;

    private DesignPoints() {}

    /** Returns how many points there are. */
    public static long count(List<Axis> axes, Design design) {
        if (design instanceof Design.LatinHypercube cube) {
            return cube.points();
        }
        if (design instanceof Design.Morris morris) {
            return (long) morris.trajectories() * (axes.size() + 1);
        }
        long count = 1;
        for (Axis axis : axes) {
            count = Math.min(Integer.MAX_VALUE, count * axis.values().size());
        }
        return count;
    }

    /** Returns the points; what is drawn comes from streams of the seed that no run uses. */
    public static List<Point> of(List<Axis> axes, Design design, long seed) {
        if (axes.isEmpty() || count(axes, design) > MOST) {
            throw new IllegalArgumentException("a design needs an axis and has at most " + MOST + " points, has "
                    + axes.size() + " axes and " + count(axes, design) + " points");
        }
        if (design instanceof Design.LatinHypercube cube) {
            return latinHypercube(axes, cube.points(), new Streams(seed, 0).sequential("sweep.latinHypercube"));
        }
        if (design instanceof Design.Morris morris) {
            return MorrisTrajectories.of(axes, morris, seed).points();
        }
        return full(axes);
    }

    /** The last axis changes fastest. */
    private static List<Point> full(List<Axis> axes) {
        List<List<AxisValue>> rows = new ArrayList<>();
        rows.add(List.of());
        for (Axis axis : axes) {
            List<List<AxisValue>> longer = new ArrayList<>();
            for (List<AxisValue> row : rows) {
                for (AxisValue value : axis.values()) {
                    List<AxisValue> next = new ArrayList<>(row);
                    next.add(value);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return numbered(rows);
    }

    private static List<Point> latinHypercube(List<Axis> axes, int count, RandomStream random) {
        List<List<AxisValue>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            rows.add(new ArrayList<>());
        }
        for (Axis axis : axes) {
            int[] parts = shuffled(count, random);
            for (int row = 0; row < count; row++) {
                rows.get(row).add(axis.at((parts[row] + random.nextDouble()) / count));
            }
        }
        return numbered(rows);
    }

    /** Returns the numbers from 0 in random order (Fisher and Yates). */
    static int[] shuffled(int count, RandomStream random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }

    static List<Point> numbered(List<List<AxisValue>> rows) {
        List<Point> points = new ArrayList<>();
        for (List<AxisValue> row : rows) {
            points.add(new Point(points.size(), row));
        }
        return points;
    }
}
