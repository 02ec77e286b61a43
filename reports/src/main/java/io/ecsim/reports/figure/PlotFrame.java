package io.ecsim.reports.figure;

import io.ecsim.reports.figure.Words.Anchor;
import io.ecsim.reports.figure.Words.Style;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The scales and axes of one plot, laid out and drawn by XChart, with grid and tick labels over them. */
final class PlotFrame {
    private static final int PADDING = 10;
    private static final int RIGHT_PADDING = 14;
    private static final int TICK_SPACING_X = 70;
    private static final int TICK_SPACING_Y = 44;
    private static final double LABEL_GAP = 10;

    private final Ink ink;
    private final double top;
    private final Axis x;
    private final Range xRange;
    private final Range yRange;
    private final XYChart chart;
    private final TickRecorder xTicks;
    private final List<TickRecorder> yTicks = new ArrayList<>();
    /** In place of the ticks of the horizontal axis, when there are any. */
    private List<MarkedScale.Mark> marks = List.of();

    /** A plot with rows instead of a vertical scale: y runs from 0 at the bottom to {@code rows}. */
    static PlotFrame ofRows(Ink ink, Box box, Axis x, Range xRange, int rows) {
        PlotFrame frame = new PlotFrame(ink, box, x, xRange, new Range(0, Math.max(1, rows)));
        frame.chart.getStyler().setYAxisTicksVisible(false);
        frame.paint();
        return frame;
    }

    /** A plot with two scales. */
    static PlotFrame ofPlane(Ink ink, Box box, Axis x, Range xRange, Axis y, Range yRange) {
        PlotFrame frame = new PlotFrame(ink, box, x, xRange, yRange);
        TickRecorder ticks = new TickRecorder(y);
        frame.yTicks.add(ticks);
        XYStyler styler = frame.chart.getStyler();
        styler.setYAxisLogarithmic(y.logarithmic());
        styler.setYAxisTickLabelsFormattingFunction(ticks);
        frame.paint();
        return frame;
    }

    /** A plot whose horizontal scale has marks of its own. */
    static PlotFrame ofMarks(Ink ink, Box box, MarkedScale marks, Range xRange, Axis y, Range yRange) {
        PlotFrame frame = new PlotFrame(ink, box, Axis.linear("x", marks.title(), ""), xRange, yRange);
        frame.marks = marks.marks();
        TickRecorder ticks = new TickRecorder(y);
        frame.yTicks.add(ticks);
        XYStyler styler = frame.chart.getStyler();
        styler.setYAxisLogarithmic(y.logarithmic());
        styler.setYAxisTickLabelsFormattingFunction(ticks);
        frame.paint();
        return frame;
    }

    private PlotFrame(Ink ink, Box box, Axis x, Range xRange, Range yRange) {
        this.ink = ink;
        this.top = box.top();
        this.x = x;
        this.xRange = xRange;
        this.yRange = yRange;
        this.xTicks = new TickRecorder(x);
        this.chart = new XYChart((int) box.width() - RIGHT_PADDING, (int) box.height(), ChartTheme.XChart);
        style(chart.getStyler());
        // A third value close to the first: XChart puts ticks only at the data when the data are equally spaced.
        chart.addSeries("frame", xRange.unequallySpaced(), yRange.unequallySpaced())
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(Palette.INVISIBLE);
    }

    private void style(XYStyler styler) {
        styler.setXAxisMin(xRange.low()).setXAxisMax(xRange.high());
        styler.setYAxisMin(yRange.low()).setYAxisMax(yRange.high());
        styler.setXAxisLogarithmic(x.logarithmic());
        styler.setXAxisLogarithmicDecadeOnly(true).setYAxisLogarithmicDecadeOnly(true);
        styler.setXAxisTickLabelsFormattingFunction(xTicks);
        styler.setXAxisTickMarkSpacingHint(TICK_SPACING_X).setYAxisTickMarkSpacingHint(TICK_SPACING_Y);
        styler.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        styler.setPlotMargin(0).setAxisTitlesVisible(false).setAxisTickLabelsFont(Style.SMALL.font());
        styler.setAxisTickLabelsColor(Palette.INVISIBLE).setAxisTickMarksColor(Palette.AXIS);
        styler.setXAxisTickLabelsColor(Palette.INVISIBLE).setYAxisTickLabelsColor(Palette.INVISIBLE);
        styler.setAxisTicksMarksVisible(false).setAxisTicksLineVisible(false);
        styler.setPlotGridLinesVisible(false).setPlotTicksMarksVisible(false);
        styler.setTimezone(TimeZone.getTimeZone("UTC"));
        styler.setPlotContentSize(1.0).setPlotBorderVisible(false).setPlotBackgroundColor(Palette.PAPER);
        styler.setChartPadding(PADDING).setChartBackgroundColor(Palette.PAPER);
        styler.setChartTitleVisible(false).setLegendVisible(false).setLocale(Locale.ROOT);
    }

    private void paint() {
        Graphics2D graphics = ink.graphics();
        graphics.translate(0, top);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.translate(0, -top);
        paintGrid();
    }

    private void paintGrid() {
        double free = Double.NEGATIVE_INFINITY;
        for (MarkedScale.Mark mark : verticals()) {
            String text = mark.label();
            double at = x(mark.position());
            double half = Words.width(text, Style.SMALL) / 2;
            double middle = Math.max(half + 2, Math.min(ink.width() - half - 2, at));
            ink.line(at, top(), at, bottom(), Palette.solid(1), Palette.GRID);
            if (middle - half >= free) {
                ink.text(text, middle, bottom() + 17, Anchor.MIDDLE, Style.SMALL, Palette.MUTED);
                free = middle + half + LABEL_GAP;
            }
        }
        yTicks.forEach(this::paintHorizontalGrid);
        ink.line(left(), bottom(), right(), bottom(), Palette.solid(1), Palette.AXIS);
    }

    private List<MarkedScale.Mark> verticals() {
        if (!marks.isEmpty()) {
            return marks;
        }
        return xTicks.ticks(xRange).stream()
                .filter(tick -> !x.logarithmic() || isDecade(tick))
                .map(tick -> new MarkedScale.Mark(tick, x.tickText(tick)))
                .toList();
    }

    private void paintHorizontalGrid(TickRecorder recorder) {
        double free = Double.POSITIVE_INFINITY;
        for (double tick : recorder.ticks(yRange)) {
            if (recorder.axis().logarithmic() && !isDecade(tick)) {
                continue;
            }
            double at = y(tick);
            ink.line(left(), at, right(), at, Palette.solid(1), Palette.GRID);
            if (at + 4 <= free) {
                ink.text(recorder.axis().tickText(tick), left() - 7, at + 4, Anchor.END, Style.SMALL, Palette.MUTED);
                free = at - LABEL_GAP;
            }
        }
    }

    private static boolean isDecade(double tick) {
        double exponent = Math.log10(tick);
        return Math.abs(exponent - Math.rint(exponent)) < 1e-6;
    }

    double x(double value) {
        return chart.getScreenXFromChart(xRange.clamp(value));
    }

    double y(double value) {
        return top + chart.getScreenYFromChart(yRange.clamp(value));
    }

    double left() {
        return x(xRange.low());
    }

    double right() {
        return x(xRange.high());
    }

    double top() {
        return y(yRange.high());
    }

    double bottom() {
        return y(yRange.low());
    }

    /** Where XChart may draw: the whole width of the picture, from {@code top} down. */
    record Box(double width, double top, double height) {}
}
