package io.ecsim.reports.figure;

import java.awt.Graphics2D;

/** Draws any figure, as wide as its ink says and as high as it needs. */
final class Picture {
    static final int WIDTH = 640;
    /** As wide as a phone shows without making words smaller. */
    static final int PHONE_WIDTH = 360;

    private Picture() {}

    /** Draws the figure; its words are kept by the ink. Returns the height. */
    static int paint(Figure figure, Ink ink) {
        return (int) Math.ceil(paintKind(figure, ink));
    }

    private static double paintKind(Figure figure, Ink ink) {
        if (figure instanceof IntervalPlot plot) {
            return IntervalPainter.paint(plot, ink);
        }
        if (figure instanceof ScatterPlot plot) {
            return ScatterPainter.paint(plot, ink);
        }
        if (figure instanceof DistributionPlot plot) {
            return CurvePainter.paint(plot, ink);
        }
        if (figure instanceof TimeSeriesPlot plot) {
            return CurvePainter.paint(plot, ink);
        }
        if (figure instanceof BarPlot plot) {
            return BarPainter.paint(plot, ink);
        }
        if (figure instanceof TrendPlot plot) {
            return TrendPainter.paint(plot, ink);
        }
        if (figure instanceof CrossoverMap map) {
            return CrossoverPainter.paint(map, ink);
        }
        if (figure instanceof EffectPlot plot) {
            return EffectPainter.paint(plot, ink);
        }
        throw new IllegalStateException("figure '" + figure.name() + "' is of an unknown kind");
    }

    /** Fills the ground first; the height is known only after painting, so a tall one is filled. */
    static void ground(Graphics2D graphics, int width, int height) {
        graphics.setColor(Palette.PAPER);
        graphics.fillRect(0, 0, width, height);
    }
}
