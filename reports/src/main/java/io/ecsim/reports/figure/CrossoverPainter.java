package io.ecsim.reports.figure;

import io.ecsim.reports.figure.Words.Anchor;
import io.ecsim.reports.figure.Words.Style;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws a {@link CrossoverMap}: cells side by side, or small squares where points lie anywhere. */
final class CrossoverPainter {
    private static final double MAX_CELL = 54;
    private static final double MIN_CELL = 9;
    private static final double POINTS_HEIGHT = 330;
    private static final double POINT = 15;
    private static final double HATCH = 9;
    private static final float HATCH_WIDTH = 2.2f;
    private static final double LEAST_FOR_MARKER = 17;
    private static final double GAP = 1;
    private static final double TICKS = 22;
    private static final double LABEL_GAP = 8;

    private final CrossoverMap figure;
    private final Ink ink;

    private CrossoverPainter(CrossoverMap figure, Ink ink) {
        this.figure = figure;
        this.ink = ink;
    }

    static double paint(CrossoverMap figure, Ink ink) {
        return new CrossoverPainter(figure, ink).paint();
    }

    private double paint() {
        Margins margins = new Margins(ink, ink.width());
        margins.title(figure.title());
        margins.legend(legend());
        margins.skip(4);
        margins.axisAbove(figure.y().title());
        double labels = figure.y().marks().stream()
                .mapToDouble(mark -> Words.width(mark.label(), Style.SMALL))
                .max()
                .orElse(0);
        double left = Margins.SIDE + Math.min(labels, ink.width() / 3.0) + LABEL_GAP;
        double right = ink.width() - Margins.SIDE - 2;
        int rows = figure.y().marks().size();
        double cellHeight = Math.max(MIN_CELL, Math.min(MAX_CELL, POINTS_HEIGHT / rows));
        double height = figure.grid() ? cellHeight * rows : POINTS_HEIGHT;
        Rectangle2D area = new Rectangle2D.Double(left, margins.y() + 4, right - left, height);
        if (figure.grid()) {
            paintGrid(area);
        } else {
            paintPoints(area);
        }
        margins.skip(height + TICKS);
        margins.axisBelow(figure.x().title(), right);
        return margins.y() + Margins.SIDE;
    }

    private List<Margins.Entry> legend() {
        List<Margins.Entry> entries = new ArrayList<>();
        for (SeriesName strategy : figure.strategies()) {
            entries.add(new Margins.Entry(
                    (pen, x, y) -> {
                        pen.rectangle(x, y - 7, x + 34, y + 7, Palette.line(strategy.order()));
                        pen.marker(strategy.order(), x + 17, y);
                    },
                    strategy.name()));
        }
        entries.add(new Margins.Entry(
                (pen, x, y) -> {
                    pen.rectangle(x, y - 7, x + 34, y + 7, Palette.MUTED);
                    hatch(pen, x, y - 7, x + 34, y + 7);
                },
                "hatched: not separable"));
        return entries;
    }

    private void paintGrid(Rectangle2D area) {
        List<MarkedScale.Mark> columns = figure.x().marks();
        List<MarkedScale.Mark> rows = figure.y().marks();
        double width = area.getWidth() / columns.size();
        double height = area.getHeight() / rows.size();
        for (CrossoverMap.Place cell : figure.cells()) {
            double left = area.getMinX() + width * index(columns, cell.x());
            double top = area.getMaxY() - height * (index(rows, cell.y()) + 1);
            paintCell(cell, left + GAP, top + GAP, left + width - GAP, top + height - GAP);
        }
        double[] across = new double[columns.size()];
        for (int i = 0; i < across.length; i++) {
            across[i] = area.getMinX() + width * (i + 0.5);
        }
        double[] up = new double[rows.size()];
        for (int i = 0; i < up.length; i++) {
            up[i] = area.getMaxY() - height * (i + 0.5);
        }
        labels(area, across, up);
    }

    private static int index(List<MarkedScale.Mark> marks, double position) {
        for (int i = 0; i < marks.size(); i++) {
            if (marks.get(i).position() == position) {
                return i;
            }
        }
        throw new IllegalArgumentException("no mark at " + position);
    }

    private void paintPoints(Rectangle2D area) {
        Range x = range(figure.x(), CrossoverMap.Place::x);
        Range y = range(figure.y(), CrossoverMap.Place::y);
        ink.draw(area, Palette.solid(1), Palette.GRID);
        double[] across = figure.x().marks().stream()
                .mapToDouble(mark -> across(area, x, mark.position()))
                .toArray();
        double[] up = figure.y().marks().stream()
                .mapToDouble(mark -> up(area, y, mark.position()))
                .toArray();
        for (double at : across) {
            ink.line(at, area.getMinY(), at, area.getMaxY(), Palette.solid(1), Palette.GRID);
        }
        for (double at : up) {
            ink.line(area.getMinX(), at, area.getMaxX(), at, Palette.solid(1), Palette.GRID);
        }
        for (CrossoverMap.Place cell : figure.cells()) {
            double middle = across(area, x, cell.x());
            double centre = up(area, y, cell.y());
            double half = POINT / 2;
            paintCell(cell, middle - half, centre - half, middle + half, centre + half);
        }
        labels(area, across, up);
    }

    private Range range(MarkedScale scale, ToDoubleFunction<CrossoverMap.Place> coordinate) {
        double[] places = figure.cells().stream().mapToDouble(coordinate).toArray();
        double low = scale.marks().get(0).position();
        double high = scale.marks().get(scale.marks().size() - 1).position();
        for (double place : places) {
            low = Math.min(low, place);
            high = Math.max(high, place);
        }
        return high > low ? new Range(low, high) : new Range(low - 1, low + 1);
    }

    private static double across(Rectangle2D area, Range range, double position) {
        double inner = area.getWidth() - 2 * POINT;
        return area.getMinX() + POINT + inner * (position - range.low()) / (range.high() - range.low());
    }

    private static double up(Rectangle2D area, Range range, double position) {
        double inner = area.getHeight() - 2 * POINT;
        return area.getMaxY() - POINT - inner * (position - range.low()) / (range.high() - range.low());
    }

    private void paintCell(CrossoverMap.Place cell, double left, double top, double right, double bottom) {
        if (cell.best() < 0) {
            ink.draw(new Rectangle2D.Double(left, top, right - left, bottom - top), Palette.dotted(1), Palette.AXIS);
        } else {
            int order = figure.strategies().get(cell.best()).order();
            ink.rectangle(left, top, right, bottom, Palette.line(order));
            if (!cell.separable()) {
                hatch(ink, left, top, right, bottom);
            }
            if (figure.grid() && Math.min(right - left, bottom - top) >= LEAST_FOR_MARKER) {
                ink.marker(order, (left + right) / 2, (top + bottom) / 2);
            }
        }
        List<Spot.Line> lines = new ArrayList<>();
        lines.add(new Spot.Line(
                "Best",
                cell.best() < 0
                        ? "nobody has a value"
                        : figure.strategies().get(cell.best()).name() + (cell.separable() ? "" : ", not separable")));
        for (int i = 0; i < cell.values().size(); i++) {
            lines.add(new Spot.Line(
                    figure.strategies().get(i).name(), cell.values().get(i)));
        }
        ink.spot(left, top, right, bottom, cell.xText() + ", " + cell.yText(), lines);
    }

    /** Draws stripes of paper from lower left to upper right, cut at the edges. */
    private static void hatch(Ink ink, double left, double top, double right, double bottom) {
        Path2D.Double path = new Path2D.Double();
        double width = right - left;
        double height = bottom - top;
        for (double at = HATCH / 2; at < width + height; at += HATCH) {
            // The stripe on which the way from the left and that from the top add up to "at".
            double x1 = Math.min(at, width);
            double y1 = at - x1;
            double y2 = Math.min(at, height);
            double x2 = at - y2;
            path.moveTo(left + x1, top + y1);
            path.lineTo(left + x2, top + y2);
        }
        ink.draw(path, Palette.solid(HATCH_WIDTH), Palette.PAPER);
    }

    private void labels(Rectangle2D area, double[] across, double[] up) {
        double free = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < across.length; i++) {
            String text = Words.fitted(figure.x().marks().get(i).label(), Style.SMALL, area.getWidth() / 2);
            double half = Words.width(text, Style.SMALL) / 2;
            double middle = Math.max(half + 2, Math.min(ink.width() - half - 2, across[i]));
            if (middle - half >= free) {
                ink.text(text, middle, area.getMaxY() + 17, Anchor.MIDDLE, Style.SMALL, Palette.MUTED);
                free = middle + half + LABEL_GAP;
            }
        }
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < up.length; i++) {
            if (up[i] + 4 <= lowest) {
                String text = Words.fitted(figure.y().marks().get(i).label(), Style.SMALL, ink.width() / 3.0);
                ink.text(text, area.getMinX() - LABEL_GAP + 2, up[i] + 4, Anchor.END, Style.SMALL, Palette.MUTED);
                lowest = up[i] - 10;
            }
        }
    }
}
