package io.ecsim.reports.figure;

import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.List;

/**
 * How a quantity depends on what was varied, one line per strategy, with an interval at each value.
 *
 * @param x what was varied
 * @param y the quantity
 * @param lines in the order of their names
 */
public record TrendPlot(String name, String title, String caption, MarkedScale x, Axis y, List<Line> lines)
        implements Figure {

    public TrendPlot {
        lines = List.copyOf(lines);
        for (Line line : lines) {
            line.points().forEach(point -> x.label(point.position()));
        }
    }

    /**
     * One strategy.
     *
     * @param points by increasing position, each at a mark of the scale; a value that is not finite interrupts the line
     */
    public record Line(SeriesName series, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * A place on a line.
     *
     * @param low the lower end of the interval; not a number when there is none
     * @param high the upper end of the interval; not a number when there is none
     */
    public record Point(double position, double value, double low, double high) {
        public Point {
            if (low > high) {
                throw new IllegalArgumentException(
                        "an interval is from " + low + " to " + high + ", low must not exceed high");
            }
        }

        boolean known() {
            return Double.isFinite(value);
        }

        boolean hasInterval() {
            return known() && Double.isFinite(low) && Double.isFinite(high);
        }
    }

    @Override
    public Table data() {
        Table.Builder table =
                Table.builder(name, title, Column.text("strategy", "Strategy", "The line."), x.column(), y.column());
        for (Line line : lines) {
            for (Point point : line.points()) {
                table.row(
                        Cell.text(line.series().name()),
                        Cell.text(x.label(point.position())),
                        Cell.estimate(point.value(), point.low(), point.high()));
            }
        }
        return table.build();
    }
}
