package io.ecsim.reports.figure;

import io.ecsim.reports.table.Table;
import java.util.List;

/**
 * A distribution as steps, one line per strategy: the share of tasks that a value exceeds (or not), usually on
 * logarithmic axes so that tails can be compared.
 *
 * @param curves in the order of their names; may be empty
 */
public record DistributionPlot(String name, String title, String caption, Axis x, Axis y, List<Curve> curves)
        implements Figure {

    public DistributionPlot {
        curves = List.copyOf(curves);
    }

    @Override
    public Table data() {
        return Curve.table(name, title, x, y, curves);
    }
}
