package io.ecsim.reports.figure;

import io.ecsim.reports.table.Table;
import java.util.List;

/**
 * How a quantity changes over time, one line per strategy.
 *
 * @param curves in the order of their names; may be empty
 */
public record TimeSeriesPlot(String name, String title, String caption, Axis x, Axis y, List<Curve> curves)
        implements Figure {

    public TimeSeriesPlot {
        curves = List.copyOf(curves);
    }

    @Override
    public Table data() {
        return Curve.table(name, title, x, y, curves);
    }
}
