package io.ecsim.reports.figure;

import io.ecsim.reports.table.Table;
import java.util.List;

/**
 * How a quantity changes over time, one line per strategy.
 *
 * @param curves in the order of their names; may be empty
 * @param marks events, by increasing beginning
 */
public record TimeSeriesPlot(
        String name, String title, String caption, Axis x, Axis y, List<Curve> curves, List<Mark> marks)
        implements Figure {

    public TimeSeriesPlot {
        curves = List.copyOf(curves);
        marks = List.copyOf(marks);
    }

    /** Makes a figure without events. */
    public TimeSeriesPlot(String name, String title, String caption, Axis x, Axis y, List<Curve> curves) {
        this(name, title, caption, x, y, curves, List.of());
    }

    @Override
    public Table data() {
        return Curve.table(name, title, x, y, curves, marks);
    }
}
