package io.ecsim.reports.figure;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Draws a {@link TrendPlot}: lines from value to value, a marker and an interval at each. */
final class TrendPainter {
    private static final double PLOT_HEIGHT = 330;
    private static final double AIR = 0.04;
    private static final double SIDE_AIR = 0.06;
    private static final double CAP = 3;
    private static final double DODGE = 3;
    /** How far from a point a finger may land. */
    private static final double REACH = 10;

    private final TrendPlot figure;
    private final Ink ink;

    private TrendPainter(TrendPlot figure, Ink ink) {
        this.figure = figure;
        this.ink = ink;
    }

    static double paint(TrendPlot figure, Ink ink) {
        return new TrendPainter(figure, ink).paint();
    }

    private double paint() {
        Margins margins = new Margins(ink, ink.width());
        margins.title(figure.title());
        margins.legend(figure.lines().stream()
                .map(line ->
                        Margins.Entry.line(line.series().order(), line.series().name()))
                .toList());
        margins.skip(4);
        margins.axisAbove(figure.y().label());
        PlotFrame frame = PlotFrame.ofMarks(
                ink,
                new PlotFrame.Box(ink.width(), margins.y(), PLOT_HEIGHT),
                figure.x(),
                figure.x().range(SIDE_AIR),
                figure.y(),
                range());
        for (int index = 0; index < figure.lines().size(); index++) {
            // A little to the side, so that intervals at one value do not hide each other.
            double dodge = DODGE * (index - (figure.lines().size() - 1) / 2.0);
            paintLine(figure.lines().get(index), frame, dodge);
        }
        margins.skip(PLOT_HEIGHT);
        margins.axisBelow(figure.x().title(), frame.right());
        return margins.y() + Margins.SIDE;
    }

    private Range range() {
        DoubleStream values = figure.lines().stream()
                .flatMap(line -> line.points().stream())
                .flatMapToDouble(point -> DoubleStream.of(point.value(), point.low(), point.high()));
        return figure.y().logarithmic() ? Range.logarithmic(values) : Range.linear(values, 0, AIR);
    }

    private void paintLine(TrendPlot.Line line, PlotFrame frame, double dodge) {
        int order = line.series().order();
        Path2D.Double path = new Path2D.Double();
        boolean penDown = false;
        for (TrendPlot.Point point : line.points()) {
            if (!point.known()) {
                penDown = false;
                continue;
            }
            double x = frame.x(point.position()) + dodge;
            double y = frame.y(point.value());
            if (penDown) {
                path.lineTo(x, y);
            } else {
                path.moveTo(x, y);
            }
            penDown = true;
            if (point.hasInterval()) {
                double low = frame.y(point.low());
                double high = frame.y(point.high());
                ink.line(x, low, x, high, Palette.solid(1.2f), Palette.line(order));
                ink.line(x - CAP, low, x + CAP, low, Palette.solid(1.2f), Palette.line(order));
                ink.line(x - CAP, high, x + CAP, high, Palette.solid(1.2f), Palette.line(order));
            }
        }
        ink.draw(path, Palette.dash(order), Palette.line(order));
        for (TrendPlot.Point point : line.points()) {
            if (point.known()) {
                double x = frame.x(point.position()) + dodge;
                double y = frame.y(point.value());
                ink.marker(order, x, y);
                ink.spot(
                        x - REACH,
                        y - REACH,
                        x + REACH,
                        y + REACH,
                        line.series().name(),
                        told(point));
            }
        }
    }

    private List<Spot.Line> told(TrendPlot.Point point) {
        List<Spot.Line> lines = new ArrayList<>();
        lines.add(new Spot.Line(figure.x().title(), figure.x().label(point.position())));
        lines.add(new Spot.Line(figure.y().title(), figure.y().textWithUnit(point.value())));
        if (point.hasInterval()) {
            lines.add(new Spot.Line(
                    "95 % interval",
                    figure.y().textWithUnit(point.low()) + " to " + figure.y().textWithUnit(point.high())));
        }
        return lines;
    }
}
