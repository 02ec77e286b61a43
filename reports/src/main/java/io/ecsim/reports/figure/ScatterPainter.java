package io.ecsim.reports.figure;

import io.ecsim.reports.figure.Words.Anchor;
import io.ecsim.reports.figure.Words.Style;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Draws a {@link ScatterPlot} with its frontier and a label beside each point. */
final class ScatterPainter {
    private static final double PLOT_HEIGHT = 320;
    private static final double AIR = 0.12;
    private static final double LINE = 15;
    private static final double LEADER_FROM = 14;
    /** How far from a point a finger may land. */
    private static final double REACH = 14;

    private final ScatterPlot figure;
    private final Ink ink;

    private ScatterPainter(ScatterPlot figure, Ink ink) {
        this.figure = figure;
        this.ink = ink;
    }

    static double paint(ScatterPlot figure, Ink ink) {
        return new ScatterPainter(figure, ink).paint();
    }

    private double paint() {
        Margins margins = new Margins(ink, ink.width());
        margins.title(figure.title());
        List<ScatterPlot.Point> known =
                figure.points().stream().filter(ScatterPlot.Point::known).toList();
        if (known.size() > 1) {
            margins.legend(
                    List.of(Margins.Entry.stroke(Palette.dotted(1.5f), "frontier: no other is better on both axes")));
        }
        margins.axisAbove(figure.y().label());
        PlotFrame frame = PlotFrame.ofPlane(
                ink,
                new PlotFrame.Box(ink.width(), margins.y(), PLOT_HEIGHT),
                figure.x(),
                range(figure.x(), known, ScatterPlot.Point::x, ScatterPlot.Point::ofX),
                figure.y(),
                range(figure.y(), known, ScatterPlot.Point::y, ScatterPlot.Point::ofY));
        List<Line2D> segments = paintFrontier(frame);
        paintLabels(known, frame, segments);
        known.forEach(point -> paintSpans(point, frame));
        known.forEach(point -> paintPoint(point, frame));
        margins.skip(PLOT_HEIGHT);
        margins.axisBelow(figure.x().label(), frame.right());
        String missing = figure.points().stream()
                .filter(point -> !point.known())
                .map(point -> point.series().name())
                .collect(Collectors.joining("; "));
        if (!missing.isEmpty()) {
            margins.note("Without a value: " + missing);
        }
        return margins.y() + Margins.SIDE;
    }

    private void paintSpans(ScatterPlot.Point point, PlotFrame frame) {
        Color color = Palette.line(point.series().order());
        double x = frame.x(point.x());
        double y = frame.y(point.y());
        if (point.ofX().known()) {
            ink.line(frame.x(point.ofX().low()), y, frame.x(point.ofX().high()), y, Palette.solid(2), color);
        }
        if (point.ofY().known()) {
            ink.line(x, frame.y(point.ofY().low()), x, frame.y(point.ofY().high()), Palette.solid(2), color);
        }
    }

    private void paintPoint(ScatterPlot.Point point, PlotFrame frame) {
        double x = frame.x(point.x());
        double y = frame.y(point.y());
        ink.marker(point.series().order(), x, y);
        List<Spot.Line> lines = new ArrayList<>();
        lines.add(new Spot.Line(figure.x().title(), told(figure.x(), point.x(), point.ofX())));
        lines.add(new Spot.Line(figure.y().title(), told(figure.y(), point.y(), point.ofY())));
        lines.add(new Spot.Line("On the frontier", figure.frontier().contains(point) ? "yes" : "no"));
        ink.spot(x - REACH, y - REACH, x + REACH, y + REACH, point.series().name(), lines);
    }

    private static String told(Axis axis, double value, ScatterPlot.Span span) {
        return axis.textWithUnit(value)
                + (span.known()
                        ? " (" + axis.textWithUnit(span.low()) + " to " + axis.textWithUnit(span.high()) + ")"
                        : "");
    }

    private static Range range(
            Axis axis,
            List<ScatterPlot.Point> points,
            ToDoubleFunction<ScatterPlot.Point> coordinate,
            Function<ScatterPlot.Point, ScatterPlot.Span> span) {
        DoubleStream values = points.stream()
                .flatMapToDouble(point -> span.apply(point).known()
                        ? DoubleStream.of(
                                coordinate.applyAsDouble(point),
                                span.apply(point).low(),
                                span.apply(point).high())
                        : DoubleStream.of(coordinate.applyAsDouble(point)));
        return axis.logarithmic() ? Range.logarithmic(values) : Range.around(values, AIR);
    }

    private List<Line2D> paintFrontier(PlotFrame frame) {
        List<Line2D> segments = new ArrayList<>();
        Path2D.Double path = new Path2D.Double();
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (ScatterPlot.Point point : figure.frontier()) {
            double x = frame.x(point.x());
            double y = frame.y(point.y());
            if (segments.isEmpty() && Double.isNaN(lastX)) {
                path.moveTo(x, frame.top());
                path.lineTo(x, y);
                segments.add(new Line2D.Double(x, frame.top(), x, y));
            } else {
                path.lineTo(x, lastY);
                path.lineTo(x, y);
                segments.add(new Line2D.Double(lastX, lastY, x, lastY));
                segments.add(new Line2D.Double(x, lastY, x, y));
            }
            lastX = x;
            lastY = y;
        }
        if (!segments.isEmpty() && figure.points().size() > 1) {
            path.lineTo(frame.right(), lastY);
            segments.add(new Line2D.Double(lastX, lastY, frame.right(), lastY));
            ink.draw(path, Palette.dotted(1.5f), Palette.MUTED);
        }
        return segments;
    }

    private void paintLabels(List<ScatterPlot.Point> points, PlotFrame frame, List<Line2D> segments) {
        Rectangle2D area = new Rectangle2D.Double(
                frame.left() + 2, frame.top() + 2, frame.right() - frame.left() - 4, frame.bottom() - frame.top() - 4);
        LabelPlacer placer = new LabelPlacer(area, segments);
        points.forEach(point -> placer.addPoint(frame.x(point.x()), frame.y(point.y())));
        for (ScatterPlot.Point point : points) {
            List<String> lines = labelLines(point.series().name(), area.getWidth() / 2);
            double width = lines.stream()
                    .mapToDouble(line -> Words.width(line, Style.SMALL))
                    .max()
                    .orElse(0);
            double x = frame.x(point.x());
            double y = frame.y(point.y());
            Rectangle2D box = placer.place(x, y, width, lines.size() * LINE);
            if (LabelPlacer.distance(box, x, y) > LEADER_FROM) {
                double endX = Math.max(box.getMinX(), Math.min(box.getMaxX(), x));
                double endY = Math.max(box.getMinY(), Math.min(box.getMaxY(), y));
                ink.line(x, y, endX, endY, Palette.solid(1), Palette.AXIS);
            }
            boolean toTheLeft = box.getMaxX() < x;
            for (int line = 0; line < lines.size(); line++) {
                ink.text(
                        lines.get(line),
                        toTheLeft ? box.getMaxX() : box.getMinX(),
                        box.getMinY() + LINE * (line + 1) - 4,
                        toTheLeft ? Anchor.END : Anchor.START,
                        Style.SMALL,
                        Palette.INK);
            }
        }
    }

    /** A chain of strategies breaks between its links. */
    private static List<String> labelLines(String name, double space) {
        List<String> lines = new ArrayList<>();
        String[] links = name.split("(?<=,) ", -1);
        for (String link : links) {
            int last = lines.size() - 1;
            if (last >= 0 && Words.width(lines.get(last) + " " + link, Style.SMALL) <= space) {
                lines.set(last, lines.get(last) + " " + link);
            } else {
                lines.add(Words.fitted(link, Style.SMALL, space));
            }
        }
        return lines;
    }
}
