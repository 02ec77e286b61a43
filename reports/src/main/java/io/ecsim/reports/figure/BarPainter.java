package io.ecsim.reports.figure;

import io.ecsim.reports.figure.Words.Anchor;
import io.ecsim.reports.figure.Words.Style;
import io.ecsim.reports.table.ColumnKind;
import java.util.ArrayList;
import java.util.List;

/** Draws a {@link BarPlot}: the name above each group of bars. */
final class BarPainter {
    private static final double NAME = 20;
    private static final double BAR = 16;
    private static final double GAP = 3;
    private static final double ROW_GAP = 8;
    private static final double VALUE_SPACE_SHARE = 0.12;
    private static final double WHOLE_TOLERANCE = 1e-6;
    private static final int DIGITS = 3;

    private final BarPlot figure;
    private final Ink ink;
    private final boolean stacked;
    private final boolean wholes;

    private BarPainter(BarPlot figure, Ink ink) {
        this.figure = figure;
        this.ink = ink;
        this.stacked = figure.stacked() && figure.parts().size() > 1;
        this.wholes = stacked
                && figure.value().kind() == ColumnKind.PERCENT
                && figure.bars().stream().allMatch(bar -> Math.abs(bar.total() - 1) < WHOLE_TOLERANCE);
    }

    static double paint(BarPlot figure, Ink ink) {
        return new BarPainter(figure, ink).paint();
    }

    private double paint() {
        Margins margins = new Margins(ink, ink.width());
        margins.title(figure.title());
        if (figure.parts().size() > 1) {
            List<Margins.Entry> entries = new ArrayList<>();
            for (int part = 0; part < figure.parts().size(); part++) {
                entries.add(Margins.Entry.part(part, figure.parts().get(part)));
            }
            margins.legend(entries);
        }
        int lines = stacked ? 1 : figure.parts().size();
        int rows = figure.bars().size();
        double rowHeight = RowLayout.atLeast(NAME + lines * (BAR + GAP) + ROW_GAP, rows);
        double plotHeight = rowHeight * Math.max(1, rows) + RowLayout.EXTRA;
        Range range = wholes
                ? new Range(0, 1)
                : Range.linear(
                        figure.bars().stream().mapToDouble(bar -> stacked ? bar.total() : bar.largest()),
                        0,
                        VALUE_SPACE_SHARE);
        PlotFrame frame = PlotFrame.ofRows(
                ink, new PlotFrame.Box(ink.width(), margins.y(), plotHeight), figure.value(), range, rows);
        for (int index = 0; index < rows; index++) {
            BarPlot.Bar bar = figure.bars().get(index);
            double top = frame.y(rows - index);
            ink.spot(
                    frame.left(),
                    top,
                    frame.right(),
                    top + rowHeight,
                    bar.series().name(),
                    told(bar));
            paintRow(bar, frame, top);
        }
        ink.line(frame.left(), frame.top(), frame.left(), frame.bottom(), Palette.solid(1), Palette.AXIS);
        margins.skip(plotHeight);
        margins.axisBelow(figure.value().label(), frame.right());
        return margins.y() + Margins.SIDE;
    }

    private void paintRow(BarPlot.Bar bar, PlotFrame frame, double top) {
        double space = frame.right() - frame.left() - 8;
        ink.text(
                Words.fitted(bar.series().name(), Style.SMALL, space),
                frame.left() + 4,
                top + 16,
                Anchor.START,
                Style.SMALL,
                Palette.INK);
        if (stacked) {
            paintStack(bar, frame, top + NAME);
        } else {
            for (int part = 0; part < bar.values().size(); part++) {
                double y = top + NAME + part * (BAR + GAP);
                double value = bar.values().get(part);
                double end = Double.isFinite(value) ? frame.x(value) : frame.left();
                if (figure.parts().size() == 1) {
                    ink.rectangle(
                            frame.left(),
                            y,
                            end,
                            y + BAR,
                            Palette.line(bar.series().order()));
                } else {
                    ink.part(frame.left(), y, end, y + BAR, part);
                }
                paintEnd(end, y, Double.isFinite(value) ? figure.value().text(value, DIGITS) : "unknown");
            }
        }
    }

    private List<Spot.Line> told(BarPlot.Bar bar) {
        List<Spot.Line> lines = new ArrayList<>();
        for (int part = 0; part < bar.values().size(); part++) {
            double value = bar.values().get(part);
            String label = figure.parts().size() == 1
                    ? figure.value().title()
                    : figure.parts().get(part);
            lines.add(
                    new Spot.Line(label, Double.isFinite(value) ? figure.value().textWithUnit(value) : "unknown"));
        }
        if (stacked && !wholes) {
            lines.add(new Spot.Line("Together", figure.value().textWithUnit(bar.total())));
        }
        return lines;
    }

    private void paintStack(BarPlot.Bar bar, PlotFrame frame, double y) {
        double from = 0;
        for (int part = 0; part < bar.values().size(); part++) {
            double value = bar.values().get(part);
            if (!Double.isFinite(value) || value == 0) {
                continue;
            }
            double left = frame.x(from);
            double right = frame.x(from + value);
            ink.part(left, y, right, y + BAR, part);
            // A line of paper parts the segments for those who cannot tell the colours.
            ink.line(right, y, right, y + BAR, Palette.solid(1.5f), Palette.PAPER);
            String text = figure.value().text(value, DIGITS);
            if (right - left > Words.width(text, Style.SMALL) + 8) {
                double middle = (left + right) / 2;
                if (Palette.fillRound(part) > 0) {
                    // On stripes no word can be read.
                    double half = Words.width(text, Style.SMALL) / 2 + 3;
                    ink.rectangle(middle - half, y, middle + half, y + BAR, Palette.fill(part));
                }
                ink.text(text, middle, y + BAR - 4, Anchor.MIDDLE, Style.SMALL, Palette.ON_FILL);
            }
            from += value;
        }
        boolean unknown = bar.values().stream().noneMatch(Double::isFinite);
        if (!wholes) {
            paintEnd(frame.x(from), y, unknown ? "unknown" : figure.value().text(bar.total(), DIGITS));
        }
    }

    private void paintEnd(double x, double y, String text) {
        ink.text(text, x + 6, y + BAR - 4, Anchor.START, Style.SMALL, Palette.INK);
    }
}
