package io.ecsim.reports.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;

/** A piece of text at a place in a picture. */
record Words(String text, double x, double y, Anchor anchor, Style style, Color color) {
    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);
    private static final String ELLIPSIS = "…";

    /** Which part of the text stands at the place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** Size and weight. */
    enum Style {
        TITLE(16, true),
        LABEL(13, false),
        STRONG(13, true),
        SMALL(12, false);

        private final int size;
        private final boolean bold;

        Style(int size, boolean bold) {
            this.size = size;
            this.bold = bold;
        }

        int size() {
            return size;
        }

        boolean bold() {
            return bold;
        }

        Font font() {
            return new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size);
        }
    }

    static double width(String text, Style style) {
        return style.font().getStringBounds(text, MEASURE).getWidth();
    }

    /** The text, with its middle left out when it is wider than the space. */
    static String fitted(String text, Style style, double space) {
        if (width(text, style) <= space) {
            return text;
        }
        for (int kept = text.length() - 1; kept > 1; kept--) {
            int head = (kept + 1) / 2;
            String shorter = text.substring(0, head) + ELLIPSIS + text.substring(text.length() - (kept - head));
            if (width(shorter, style) <= space) {
                return shorter;
            }
        }
        return ELLIPSIS;
    }

    double left() {
        double width = width(text, style);
        return switch (anchor) {
            case START -> x;
            case MIDDLE -> x - width / 2;
            case END -> x - width;
        };
    }
}
