package io.ecsim.reports.figure;

import io.ecsim.reports.figure.Words.Anchor;
import io.ecsim.reports.figure.Words.Style;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws an {@link EffectPlot}: markers by strategy, labels by what was varied, and the line of equal size and spread. */
final class EffectPainter {
    private static final double PLOT_HEIGHT = 320;
    private static final double AIR = 0.12;
    private static final double LINE = 15;
    private static final double REACH = 12;
    private static final double LEADER_FROM = 14;

    private final EffectPlot figure;
    private final Ink ink;

    private EffectPainter(EffectPlot figure, Ink ink) {
        this.figure = figure;
        this.ink = ink;
    }

    static double paint(EffectPlot figure, Ink ink) {
        return new EffectPainter(figure, ink).paint();
    }

    private double paint() {
        List<EffectPlot.Effect> known =
                figure.points().stream().filter(EffectPlot.Effect::known).toList();
        Margins margins = new Margins(ink, ink.width());
        margins.title(figure.title());
        margins.legend(legend());
        margins.skip(4);
        margins.axisAbove(figure.y().label());
        Range xRange = Range.linear(known.stream().mapToDouble(EffectPlot.Effect::x), 0, AIR);
        Range yRange = Range.linear(known.stream().mapToDouble(EffectPlot.Effect::y), 0, AIR);
        PlotFrame frame = PlotFrame.ofPlane(
                ink, new PlotFrame.Box(ink.width(), margins.y(), PLOT_HEIGHT), figure.x(), xRange, figure.y(), yRange);
        double end = Math.min(xRange.high(), yRange.high());
        Line2D equal = new Line2D.Double(frame.x(0), frame.y(0), frame.x(end), frame.y(end));
        ink.draw(equal, Palette.dotted(1.5f), Palette.MUTED);
        labels(known, frame, equal);
        for (EffectPlot.Effect point : known) {
            mark(point, frame);
        }
        margins.skip(PLOT_HEIGHT);
        margins.axisBelow(figure.x().label(), frame.right());
        return margins.y() + Margins.SIDE;
    }

    private List<Margins.Entry> legend() {
        Map<Integer, String> names = new LinkedHashMap<>();
        figure.points()
                .forEach(point ->
                        names.put(point.series().order(), point.series().name()));
        List<Margins.Entry> entries = new ArrayList<>();
        names.forEach((order, name) ->
                entries.add(new Margins.Entry((pen, x, y) -> pen.marker(order, x + 17, y), name)));
        entries.add(Margins.Entry.stroke(Palette.dotted(1.5f), "spread as large as the effect"));
        return entries;
    }

    private void mark(EffectPlot.Effect point, PlotFrame frame) {
        double x = frame.x(point.x());
        double y = frame.y(point.y());
        ink.marker(point.series().order(), x, y);
        ink.spot(
                x - REACH,
                y - REACH,
                x + REACH,
                y + REACH,
                point.label(),
                List.of(
                        new Spot.Line("Strategy", point.series().name()),
                        new Spot.Line(figure.x().title(), figure.x().textWithUnit(point.x())),
                        new Spot.Line(figure.y().title(), figure.y().textWithUnit(point.y()))));
    }

    private void labels(List<EffectPlot.Effect> points, PlotFrame frame, Line2D equal) {
        Rectangle2D area = new Rectangle2D.Double(
                frame.left() + 2, frame.top() + 2, frame.right() - frame.left() - 4, frame.bottom() - frame.top() - 4);
        LabelPlacer placer = new LabelPlacer(area, List.of(equal));
        points.forEach(point -> placer.addPoint(frame.x(point.x()), frame.y(point.y())));
        for (EffectPlot.Effect point : points) {
            String text = Words.fitted(point.label(), Style.SMALL, area.getWidth() / 2);
            double x = frame.x(point.x());
            double y = frame.y(point.y());
            Rectangle2D box = placer.place(x, y, Words.width(text, Style.SMALL), LINE);
            if (LabelPlacer.distance(box, x, y) > LEADER_FROM) {
                double endX = Math.max(box.getMinX(), Math.min(box.getMaxX(), x));
                double endY = Math.max(box.getMinY(), Math.min(box.getMaxY(), y));
                ink.line(x, y, endX, endY, Palette.solid(1), Palette.AXIS);
            }
            boolean toTheLeft = box.getMaxX() < x;
            ink.text(
                    text,
                    toTheLeft ? box.getMaxX() : box.getMinX(),
                    box.getMinY() + LINE - 4,
                    toTheLeft ? Anchor.END : Anchor.START,
                    Style.SMALL,
                    Palette.INK);
        }
    }
}
