package io.ecsim.reports.figure;

import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.List;

/**
 * One row per strategy: a point with its interval on a common scale, and a band around zero inside which differences
 * do not matter.
 *
 * @param value the scale, for example how far a strategy is behind the best
 * @param margin half the width of the band in the unit of the scale; 0 draws none
 * @param marginText the margin as a reader knows it, with its unit, which need not be that of the scale
 * @param rows from top to bottom
 */
public record IntervalPlot(
        String name, String title, String caption, Axis value, double margin, String marginText, List<Row> rows)
        implements Figure {

    public IntervalPlot {
        rows = List.copyOf(rows);
        if (!(margin >= 0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException("figure '" + name + "' has margin " + margin + ", 0 or more is needed");
        }
        if (value.logarithmic()) {
            throw new IllegalArgumentException("figure '" + name + "' needs a linear axis, zero must be on it");
        }
    }

    /**
     * One strategy.
     *
     * @param value the point; not a number when it is unknown
     * @param low the lower end of the interval; not a number when there is none
     * @param high the upper end of the interval; not a number when there is none
     */
    public record Row(SeriesName series, double value, double low, double high) {
        public Row {
            if (low > high) {
                throw new IllegalArgumentException("'" + series.name() + "' has an interval from " + low + " to " + high
                        + ", low must not exceed high");
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
        Table.Builder table = Table.builder(
                name,
                title,
                Column.text("strategy", "Strategy", "The row."),
                value.column(),
                new Column(
                        "margin", "Margin", value.unit(), value.kind(), 3, "Half the width of the band around zero."));
        for (Row row : rows) {
            table.row(
                    Cell.text(row.series().name()),
                    Cell.estimate(row.value(), row.low(), row.high()),
                    Cell.real(margin));
        }
        return table.build();
    }
}
