package io.ecsim.reports.figure;

import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.List;

/**
 * How much each thing that was varied matters, against how much that depends on the rest: one labelled point for each
 * thing and strategy.
 *
 * @param x the size of the effect, 0 or more
 * @param y its spread, 0 or more
 * @param points in the order of their strategies
 */
public record EffectPlot(String name, String title, String caption, Axis x, Axis y, List<Effect> points)
        implements Figure {

    public EffectPlot {
        points = List.copyOf(points);
        if (x.logarithmic() || y.logarithmic()) {
            throw new IllegalArgumentException("figure '" + name + "' needs linear axes, effects may be zero");
        }
    }

    /**
     * The effect of one thing on one strategy.
     *
     * @param series the strategy
     * @param label the thing that was varied
     */
    public record Effect(SeriesName series, String label, double x, double y) {
        boolean known() {
            return Double.isFinite(x) && Double.isFinite(y);
        }
    }

    @Override
    public Table data() {
        Table.Builder table = Table.builder(
                name,
                title,
                Column.text("strategy", "Strategy", "Whose effect it is."),
                Column.text("axis", "Axis", "What was varied."),
                x.column(),
                y.column());
        for (Effect point : points) {
            table.row(
                    Cell.text(point.series().name()),
                    Cell.text(point.label()),
                    Cell.real(point.x()),
                    Cell.real(point.y()));
        }
        return table.build();
    }
}
