package io.ecsim.reports.page;

import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.BarPlot;
import io.ecsim.reports.figure.Curve;
import io.ecsim.reports.figure.Mark;
import io.ecsim.reports.figure.SeriesName;
import io.ecsim.reports.figure.TimeSeriesPlot;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The invented report with every kind of figure and cell, and with more series and parts than there are colours. */
final class EveryKind {
    static final int ROWS = 40;

    private EveryKind() {}

    static Report report() {
        Report report = ReportFixture.report();
        List<Section> sections = new ArrayList<>(report.sections());
        sections.add(new Section(
                "Many", Part.text("More series than colours.").with(twelve()).with(tenParts())));
        sections.add(new Section("Cells", Part.text("Every kind of cell.").with(cells())));
        return new Report(
                report.title(),
                report.headline(),
                report.numbers(),
                report.howSure(),
                report.firstFigures(),
                report.doubts(),
                report.whyNotPlaced(),
                report.repeat(),
                sections);
    }

    private static TimeSeriesPlot twelve() {
        List<Curve> curves = new ArrayList<>();
        for (int order = 0; order < 12; order++) {
            int base = order;
            curves.add(new Curve(
                    new SeriesName("strategy " + (order + 1), order),
                    IntStream.rangeClosed(0, 100)
                            .mapToObj(x -> new Curve.Point(x, 1000 * base + 4000 + 400 * Math.sin(x / 9.0)))
                            .toList()));
        }
        return new TimeSeriesPlot(
                "twelve",
                "Twelve strategies",
                "Colour, dash and marker tell them apart.",
                Axis.linear("time_h", "Time", "h"),
                Axis.linear("waiting_tasks", "Tasks waiting", "tasks"),
                curves,
                List.of(
                        new Mark(20, 35, "zone without power"),
                        new Mark(22, 22, "deployment"),
                        new Mark(99, 99, "late")));
    }

    private static BarPlot tenParts() {
        List<Double> values =
                IntStream.rangeClosed(1, 10).mapToObj(part -> 0.1 * part).toList();
        return new BarPlot(
                "ten-parts",
                "Ten reasons",
                "From the ninth on, the fills are striped.",
                Axis.linear("refusals", "Refusals", "million"),
                IntStream.rangeClosed(1, 10).mapToObj(part -> "reason " + part).toList(),
                true,
                List.of(new BarPlot.Bar(new SeriesName("random", 0), values)));
    }

    /** Values whose order as text is not their order as numbers. */
    static Table cells() {
        Table.Builder table = Table.builder(
                "cells",
                "Every kind of cell",
                Column.text("name", "Name", "A name with a number in it."),
                Column.integer("count", "Count", "tasks", "Grouped digits."),
                Column.duration("wait_s", "Wait", "Shown in the unit that reads best."),
                Column.percent("share", "Share", 1, "Rounded, so that some look equal."),
                Column.number("delta", "Delta", "s", 2, "Estimates, bounds and unknown values."));
        for (int row = 0; row < ROWS; row++) {
            int mixed = row * 7 % ROWS;
            Cell delta = mixed % 10 == 3
                    ? Cell.unknown("one replication")
                    : mixed % 10 == 4
                            ? Cell.above(mixed)
                            : mixed % 10 == 5
                                    ? Cell.below(mixed - 20)
                                    : Cell.estimate(mixed - 20, mixed - 21, mixed - 19);
            table.row(
                    Cell.text("service-" + (mixed + 1) + (mixed % 2 == 0 ? " even" : " odd")),
                    Cell.whole(997L * mixed),
                    Cell.real(0.02 * Math.pow(3, mixed % 13) + mixed * 1e-6),
                    Cell.real(0.5 + mixed * 1e-6),
                    delta);
        }
        return table.build();
    }
}
