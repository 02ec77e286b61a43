package io.ecsim.reports.figure;

import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.List;

/**
 * Horizontal bars from zero, one group per strategy.
 *
 * @param value the scale, linear
 * @param parts the names of the values of a bar, for example Availability Zones or reasons; at least one
 * @param stacked whether the values of a bar are laid end to end, or drawn one below the other
 * @param bars from top to bottom
 */
public record BarPlot(
        String name, String title, String caption, Axis value, List<String> parts, boolean stacked, List<Bar> bars)
        implements Figure {

    public BarPlot {
        parts = List.copyOf(parts);
        bars = List.copyOf(bars);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("figure '" + name + "' has no parts, at least 1 is needed");
        }
        if (value.logarithmic()) {
            throw new IllegalArgumentException("figure '" + name + "' needs a linear axis, bars start at zero");
        }
        for (Bar bar : bars) {
            if (bar.values().size() != parts.size()) {
                throw new IllegalArgumentException(
                        "figure '" + name + "' bar '" + bar.series().name() + "' has "
                                + bar.values().size() + " values, its parts are " + parts.size());
            }
        }
    }

    /**
     * The values of one strategy, one per part.
     *
     * @param values 0 or more each; not a number when unknown
     */
    public record Bar(SeriesName series, List<Double> values) {
        public Bar {
            values = List.copyOf(values);
            for (double value : values) {
                if (value < 0 || Double.isInfinite(value)) {
                    throw new IllegalArgumentException("bar '" + series.name() + "' has value " + value
                            + ", a finite value of 0 or more is needed");
                }
            }
        }

        /** The sum of the known values. */
        double total() {
            return values.stream().mapToDouble(v -> v).filter(Double::isFinite).sum();
        }

        /** The largest known value, 0 when there is none. */
        double largest() {
            return values.stream()
                    .mapToDouble(v -> v)
                    .filter(Double::isFinite)
                    .max()
                    .orElse(0);
        }
    }

    @Override
    public Table data() {
        Table.Builder table = Table.builder(
                name,
                title,
                Column.text("strategy", "Strategy", "The group of bars."),
                Column.text("part", "Part", "Which value of the group."),
                value.column());
        for (Bar bar : bars) {
            for (int part = 0; part < parts.size(); part++) {
                table.row(
                        Cell.text(bar.series().name()),
                        Cell.text(parts.get(part)),
                        Cell.real(bar.values().get(part)));
            }
        }
        return table.build();
    }
}
