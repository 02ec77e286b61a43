package io.ecsim.reports.figure;

import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.List;

/**
 * One line of a figure.
 *
 * @param points by increasing x; a y that is not finite interrupts the line
 */
public record Curve(SeriesName series, List<Point> points) {
    public Curve {
        points = List.copyOf(points);
        for (int index = 0; index < points.size(); index++) {
            double x = points.get(index).x();
            if (!Double.isFinite(x)) {
                throw new IllegalArgumentException(
                        "curve '" + series.name() + "' point " + index + " has x " + x + ", a finite number is needed");
            }
            if (index > 0 && x < points.get(index - 1).x()) {
                throw new IllegalArgumentException("curve '" + series.name() + "' point " + index + " has x " + x
                        + " after " + points.get(index - 1).x() + ", x must not decrease");
            }
        }
    }

    /** A place on a line. */
    public record Point(double x, double y) {}

    static Table table(String name, String title, Axis x, Axis y, List<Curve> curves) {
        return table(name, title, x, y, curves, List.of());
    }

    /** Returns the points of all curves, then the ends of all events, which have no height. */
    static Table table(String name, String title, Axis x, Axis y, List<Curve> curves, List<Mark> marks) {
        Table.Builder table =
                Table.builder(name, title, Column.text("strategy", "Strategy", "The line."), x.column(), y.column());
        for (Curve curve : curves) {
            for (Point point : curve.points()) {
                table.row(Cell.text(curve.series().name()), Cell.real(point.x()), Cell.real(point.y()));
            }
        }
        for (Mark mark : marks) {
            table.row(Cell.text(mark.label()), Cell.real(mark.from()), Cell.unknown("an event"));
            if (mark.until() > mark.from()) {
                table.row(Cell.text("end of " + mark.label()), Cell.real(mark.until()), Cell.unknown("an event"));
            }
        }
        return table.build();
    }
}
