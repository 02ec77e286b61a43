package io.ecsim.reports.figure;

import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * One labelled point per strategy. Less is better on both axes; the frontier joins the points that no other point
 * beats on both.
 *
 * @param points in the order of their names; those with a value that is not finite are named below the plot
 */
public record ScatterPlot(String name, String title, String caption, Axis x, Axis y, List<Point> points)
        implements Figure {

    public ScatterPlot {
        points = List.copyOf(points);
    }

    /**
     * An interval of a coordinate.
     *
     * @param low the lower end; not a number when there is none
     * @param high the upper end; not a number when there is none
     */
    public record Span(double low, double high) {

        /** No interval. */
        public static final Span NONE = new Span(Double.NaN, Double.NaN);

        public Span {
            if (low > high) {
                throw new IllegalArgumentException(
                        "an interval is from " + low + " to " + high + ", low must not exceed high");
            }
        }

        boolean known() {
            return Double.isFinite(low) && Double.isFinite(high);
        }

        private Cell cell(double value) {
            return known() && Double.isFinite(value) ? Cell.estimate(value, low, high) : Cell.real(value);
        }
    }

    /** One strategy, with the intervals of its values where there are any. */
    public record Point(SeriesName series, double x, double y, Span ofX, Span ofY) {

        /** A point without intervals. */
        public Point(SeriesName series, double x, double y) {
            this(series, x, y, Span.NONE, Span.NONE);
        }

        boolean known() {
            return Double.isFinite(x) && Double.isFinite(y);
        }
    }

    /** The points that no other beats, by increasing x. */
    public List<Point> frontier() {
        List<Point> frontier = new ArrayList<>();
        for (Point point : points) {
            if (point.known() && points.stream().noneMatch(other -> beats(other, point))) {
                frontier.add(point);
            }
        }
        frontier.sort((a, b) -> a.x() == b.x() ? Double.compare(b.y(), a.y()) : Double.compare(a.x(), b.x()));
        return frontier;
    }

    private static boolean beats(Point other, Point point) {
        return other.known()
                && other.x() <= point.x()
                && other.y() <= point.y()
                && (other.x() < point.x() || other.y() < point.y());
    }

    @Override
    public Table data() {
        Table.Builder table = Table.builder(
                name,
                title,
                Column.text("strategy", "Strategy", "The point."),
                x.column(),
                y.column(),
                Column.text("on_frontier", "On the frontier", "Whether no other point is better on both axes."));
        List<Point> frontier = frontier();
        for (Point point : points) {
            table.row(
                    Cell.text(point.series().name()),
                    point.ofX().cell(point.x()),
                    point.ofY().cell(point.y()),
                    Cell.text(frontier.contains(point) ? "yes" : "no"));
        }
        return table.build();
    }
}
