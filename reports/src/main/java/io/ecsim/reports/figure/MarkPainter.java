package io.ecsim.reports.figure;

import io.ecsim.reports.figure.Words.Anchor;
import io.ecsim.reports.figure.Words.Style;
import java.util.List;

/** Draws events: a band or a line over the height of the plot, with its words above it. */
final class MarkPainter {
    private static final int MOST_ROWS = 2;
    private static final double ROW = 16;
    private static final double GAP = 8;
    private static final double INDENT = 4;

    private final Ink ink;
    private final List<Mark> marks;

    MarkPainter(Ink ink, List<Mark> marks) {
        this.ink = ink;
        this.marks = marks;
    }

    /** Returns the height of the words. */
    double height() {
        return ROW * Math.min(MOST_ROWS, marks.size());
    }

    /** Draws below the lines of the plot. */
    void paint(PlotFrame frame) {
        double[] free = new double[MOST_ROWS];
        for (Mark mark : marks) {
            double left = frame.x(mark.from());
            double right = frame.x(mark.until());
            ink.rectangle(left, frame.top(), right, frame.bottom(), Palette.BAND);
            ink.line(left, frame.top() - INDENT, left, frame.bottom(), Palette.dotted(1), Palette.MUTED);
            if (right > left) {
                ink.line(right, frame.top(), right, frame.bottom(), Palette.dotted(1), Palette.MUTED);
            }
            double width = Words.width(mark.label(), Style.SMALL);
            double at = Math.max(0, Math.min(left, ink.width() - width));
            for (int row = 0; row < Math.min(MOST_ROWS, marks.size()); row++) {
                if (at >= free[row]) {
                    double y = frame.top() - INDENT - 2 - ROW * row;
                    ink.text(mark.label(), at, y, Anchor.START, Style.SMALL, Palette.MUTED);
                    free[row] = at + width + GAP;
                    break;
                }
            }
        }
    }
}
