package io.ecsim.reports.figure;

import io.ecsim.reports.figure.Words.Anchor;
import io.ecsim.reports.figure.Words.Style;
import io.ecsim.reports.table.TextWrap;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;

/** What stands above and below a plot: title, legend, names of the axes, notes. */
final class Margins {
    static final double SIDE = 12;
    private static final double TITLE_LINE = 21;
    private static final double LINE = 19;
    private static final double SAMPLE = 34;
    private static final double SAMPLE_GAP = 6;
    private static final double ENTRY_GAP = 18;

    private final Ink ink;
    private final double width;
    private double y;

    Margins(Ink ink, double width) {
        this.ink = ink;
        this.width = width;
        this.y = SIDE;
    }

    /** Where the next thing starts. */
    double y() {
        return y;
    }

    void skip(double height) {
        y += height;
    }

    void title(String title) {
        if (!ink.titled()) {
            return;
        }
        for (String line : wrapped(title, Style.TITLE)) {
            y += TITLE_LINE;
            ink.text(line, SIDE, y - 5, Anchor.START, Style.TITLE, Palette.INK);
        }
    }

    /** The name of the vertical axis stands above it, where it reads without turning the head. */
    void axisAbove(String label) {
        y += LINE;
        ink.text(
                Words.fitted(label, Style.SMALL, width - 2 * SIDE),
                SIDE,
                y - 5,
                Anchor.START,
                Style.SMALL,
                Palette.MUTED);
    }

    void axisBelow(String label, double right) {
        y += LINE;
        ink.text(Words.fitted(label, Style.SMALL, right - SIDE), right, y - 5, Anchor.END, Style.SMALL, Palette.MUTED);
    }

    void note(String text) {
        for (String line : wrapped(text, Style.SMALL)) {
            y += LINE;
            ink.text(line, SIDE, y - 5, Anchor.START, Style.SMALL, Palette.MUTED);
        }
    }

    void legend(List<Entry> entries) {
        double x = SIDE;
        y += entries.isEmpty() ? 0 : LINE;
        for (Entry entry : entries) {
            String text = Words.fitted(entry.text(), Style.SMALL, width - 2 * SIDE - SAMPLE - SAMPLE_GAP);
            double entryWidth = SAMPLE + SAMPLE_GAP + Words.width(text, Style.SMALL);
            if (x > SIDE && x + entryWidth > width - SIDE) {
                x = SIDE;
                y += LINE;
            }
            entry.sample().draw(ink, x, y - 9);
            ink.text(text, x + SAMPLE + SAMPLE_GAP, y - 5, Anchor.START, Style.SMALL, Palette.INK);
            x += entryWidth + ENTRY_GAP;
        }
    }

    private List<String> wrapped(String text, Style style) {
        double space = width - 2 * SIDE;
        String plain = TextWrap.plain(text);
        double characters = space / Math.max(1, Words.width(plain, style)) * plain.length();
        if (characters >= plain.length()) {
            return List.of(plain);
        }
        List<String> lines = new ArrayList<>();
        for (String line : TextWrap.lines(plain, (int) Math.max(1, characters * 0.95))) {
            lines.add(Words.fitted(line, style, space));
        }
        return lines;
    }

    /** A legend entry. */
    record Entry(Sample sample, String text) {
        static Entry fill(java.awt.Color color, String text) {
            return new Entry((ink, x, y) -> ink.rectangle(x, y - 6, x + SAMPLE, y + 6, color), text);
        }

        static Entry part(int part, String text) {
            return new Entry((ink, x, y) -> ink.part(x, y - 6, x + SAMPLE, y + 6, part), text);
        }

        static Entry line(int order, String text) {
            return new Entry(
                    (ink, x, y) -> {
                        ink.line(x, y, x + SAMPLE, y, Palette.dash(order), Palette.line(order));
                        ink.marker(order, x + SAMPLE / 2, y);
                    },
                    text);
        }

        static Entry stroke(BasicStroke stroke, String text) {
            return new Entry((ink, x, y) -> ink.line(x, y, x + SAMPLE, y, stroke, Palette.MUTED), text);
        }
    }

    /** Draws the sample of an entry, 34 wide, around the height {@code y}. */
    @FunctionalInterface
    interface Sample {
        void draw(Ink ink, double x, double y);
    }
}
