package io.ecsim.reports.figure;

import io.ecsim.reports.figure.Words.Anchor;
import io.ecsim.reports.figure.Words.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Draws an {@link IntervalPlot}: the name above each interval, so that long names have the whole width. */
final class IntervalPainter {
    private static final double CAP = 5;
    private static final double NAME_HEIGHT = 22;
    private static final int DIGITS = 3;

    private IntervalPainter() {}

    static double paint(IntervalPlot figure, Ink ink) {
        Margins margins = new Margins(ink, ink.width());
        margins.title(figure.title());
        if (figure.margin() > 0) {
            String text = "no practical difference (within " + figure.marginText() + ")";
            margins.legend(List.of(Margins.Entry.fill(Palette.BAND, text)));
        }
        double rowHeight = RowLayout.height(figure.rows().size());
        double plotHeight = rowHeight * Math.max(1, figure.rows().size()) + RowLayout.EXTRA;
        PlotFrame frame = PlotFrame.ofRows(
                ink,
                new PlotFrame.Box(ink.width(), margins.y(), plotHeight),
                figure.value(),
                range(figure),
                figure.rows().size());
        if (figure.margin() > 0) {
            ink.rectangle(
                    frame.x(-figure.margin()), frame.top(), frame.x(figure.margin()), frame.bottom(), Palette.BAND);
        }
        for (int index = 0; index < figure.rows().size(); index++) {
            double top = frame.y(figure.rows().size() - index);
            paintRow(figure, figure.rows().get(index), ink, frame, top, rowHeight);
        }
        margins.skip(plotHeight);
        margins.axisBelow(figure.value().label(), frame.right());
        return margins.y() + Margins.SIDE;
    }

    private static void paintRow(
            IntervalPlot figure, IntervalPlot.Row row, Ink ink, PlotFrame frame, double top, double rowHeight) {
        String value = value(figure.value(), row);
        double space = frame.right() - frame.left() - Words.width(value, Style.SMALL) - 24;
        double textY = top + 17;
        ink.text(
                Words.fitted(row.series().name(), Style.SMALL, space),
                frame.left() + 4,
                textY,
                Anchor.START,
                Style.SMALL,
                Palette.INK);
        ink.text(value, frame.right() - 2, textY, Anchor.END, Style.SMALL, Palette.INK);
        // The line at zero pauses where the names are.
        ink.line(frame.x(0), top + NAME_HEIGHT, frame.x(0), top + rowHeight, Palette.dotted(1.5f), Palette.MUTED);
        ink.spot(frame.left(), top, frame.right(), top + rowHeight, row.series().name(), told(figure, row));
        if (!row.known()) {
            return;
        }
        double y = top + Math.min(rowHeight - 10, 17 + (rowHeight - 17) / 2 + 1);
        int order = row.series().order();
        if (row.hasInterval()) {
            double low = frame.x(row.low());
            double high = frame.x(row.high());
            ink.line(low, y, high, y, Palette.solid(3), Palette.line(order));
            ink.line(low, y - CAP, low, y + CAP, Palette.solid(2), Palette.line(order));
            ink.line(high, y - CAP, high, y + CAP, Palette.solid(2), Palette.line(order));
        }
        ink.marker(order, frame.x(row.value()), y);
    }

    private static List<Spot.Line> told(IntervalPlot figure, IntervalPlot.Row row) {
        Axis axis = figure.value();
        List<Spot.Line> lines = new ArrayList<>();
        lines.add(new Spot.Line(axis.title(), row.known() ? axis.textWithUnit(row.value()) : "unknown"));
        if (row.hasInterval() && row.low() < row.high()) {
            lines.add(new Spot.Line("Interval", axis.textWithUnit(row.low()) + " to " + axis.textWithUnit(row.high())));
        }
        if (figure.margin() > 0) {
            lines.add(new Spot.Line("Does not matter within", figure.marginText()));
        }
        return lines;
    }

    private static String value(Axis axis, IntervalPlot.Row row) {
        if (!row.known()) {
            return "unknown";
        }
        String point = axis.text(row.value(), DIGITS);
        return row.hasInterval() && row.low() < row.high()
                ? point + " [" + axis.text(row.low(), DIGITS) + ", " + axis.text(row.high(), DIGITS) + "]"
                : point;
    }

    private static Range range(IntervalPlot figure) {
        DoubleStream ends = figure.rows().stream()
                .filter(IntervalPlot.Row::known)
                .flatMapToDouble(row -> DoubleStream.of(row.value(), row.low(), row.high()));
        return Range.linear(
                DoubleStream.concat(ends, DoubleStream.of(-figure.margin(), figure.margin())), 0, RowLayout.AIR);
    }
}
