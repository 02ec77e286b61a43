package io.ecsim.reports.figure;

import io.ecsim.reports.table.Table;

/** A figure as a value: what it shows and the data it shows it with. */
public sealed interface Figure
        permits IntervalPlot,
                ScatterPlot,
                DistributionPlot,
                TimeSeriesPlot,
                BarPlot,
                TrendPlot,
                CrossoverMap,
                EffectPlot {
    /** The name of its files: lower case, digits and hyphens. */
    String name();

    /** What a person reads above it. */
    String title();

    /** One or two sentences that say how to read it. */
    String caption();

    /** The numbers it is drawn from, and from which it can be drawn again. */
    Table data();

    /** What it shows, in words, for those who cannot see it. */
    default String description() {
        return title() + ". " + caption();
    }
}
