package io.ecsim.reports.figure;

import io.ecsim.reports.figure.Words.Anchor;
import io.ecsim.reports.figure.Words.Style;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Draws lines: a {@link DistributionPlot} as steps, a {@link TimeSeriesPlot} from point to point. */
final class CurvePainter {
    private static final double PLOT_HEIGHT = 330;
    private static final double MARKER_EVERY = 130;
    private static final double MARKER_SHIFT = 31;
    private static final double VISIBLE = 0.6;
    private static final double AIR = 0.03;

    private final Ink ink;
    private final Axis x;
    private final Axis y;
    private final List<Curve> curves;
    private final MarkPainter marks;
    private final boolean steps;

    private CurvePainter(Ink ink, Axis x, Axis y, List<Curve> curves, List<Mark> marks, boolean steps) {
        this.ink = ink;
        this.x = x;
        this.y = y;
        this.curves = curves;
        this.marks = new MarkPainter(ink, marks);
        this.steps = steps;
    }

    static double paint(DistributionPlot figure, Ink ink) {
        return new CurvePainter(ink, figure.x(), figure.y(), figure.curves(), List.of(), true).paint(figure.title());
    }

    static double paint(TimeSeriesPlot figure, Ink ink) {
        return new CurvePainter(ink, figure.x(), figure.y(), figure.curves(), figure.marks(), false)
                .paint(figure.title());
    }

    private double paint(String title) {
        Margins margins = new Margins(ink, ink.width());
        margins.title(title);
        margins.legend(curves.stream()
                .map(curve -> Margins.Entry.line(
                        curve.series().order(), curve.series().name()))
                .toList());
        margins.skip(4);
        margins.axisAbove(y.label());
        margins.skip(marks.height());
        Range xRange = range(x, Curve.Point::x, 0);
        Range yRange = range(y, Curve.Point::y, AIR);
        ink.window(xRange, yRange);
        PlotFrame frame =
                PlotFrame.ofPlane(ink, new PlotFrame.Box(ink.width(), margins.y(), PLOT_HEIGHT), x, xRange, y, yRange);
        marks.paint(frame);
        for (int index = 0; index < curves.size(); index++) {
            paintCurve(curves.get(index), index, frame);
        }
        if (curves.stream().allMatch(curve -> curve.points().isEmpty())) {
            double middle = (frame.left() + frame.right()) / 2;
            double height = (frame.top() + frame.bottom()) / 2;
            ink.text("No values to show", middle, height, Anchor.MIDDLE, Style.LABEL, Palette.MUTED);
        }
        margins.skip(PLOT_HEIGHT);
        margins.axisBelow(x.label(), frame.right());
        return margins.y() + Margins.SIDE;
    }

    private Range range(Axis axis, ToDoubleFunction<Curve.Point> coordinate, double air) {
        DoubleStream values =
                curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(coordinate);
        return axis.logarithmic() ? Range.logarithmic(values) : Range.linear(values, 0, air);
    }

    private void paintCurve(Curve curve, int index, PlotFrame frame) {
        int order = curve.series().order();
        Path2D.Double path = new Path2D.Double();
        boolean penDown = false;
        double lastX = 0;
        double lastY = 0;
        double nextMarker = frame.left() + 12 + MARKER_SHIFT * (index % 4);
        double[] markers = new double[2 * curve.points().size()];
        int markerCount = 0;
        for (Curve.Point point : curve.points()) {
            if (!Double.isFinite(point.y())) {
                penDown = false;
                continue;
            }
            double screenX = frame.x(point.x());
            double screenY = frame.y(point.y());
            boolean visible = Math.abs(screenX - lastX) > VISIBLE || Math.abs(screenY - lastY) > VISIBLE;
            if (penDown && !visible) {
                continue;
            }
            if (penDown && steps) {
                path.lineTo(screenX, lastY);
            }
            if (penDown) {
                path.lineTo(screenX, screenY);
            } else {
                path.moveTo(screenX, screenY);
            }
            // On a logarithmic scale a value of zero has no place: the line drops to the axis and ends there.
            penDown = !y.logarithmic() || point.y() > 0;
            if (screenX >= nextMarker || curve.points().size() == 1) {
                markers[markerCount++] = screenX;
                markers[markerCount++] = screenY;
                nextMarker = screenX + MARKER_EVERY;
            }
            lastX = screenX;
            lastY = screenY;
        }
        ink.draw(path, Palette.dash(order), Palette.line(order));
        for (int at = 0; at < markerCount; at += 2) {
            ink.marker(order, markers[at], markers[at + 1]);
        }
    }
}
