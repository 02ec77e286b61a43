package io.ecsim.reports.figure;

import java.util.List;

/**
 * How the line of a series looks, for those who draw it themselves.
 *
 * @param color the place in the palette of lines, from 0; the style sheet of a page names it {@code --s0} and so on
 * @param marker the shape of its markers: circle, square, triangle_up, diamond, triangle_down or none
 * @param dash lengths of strokes and gaps in turn; empty for a solid line
 * @param width of the line
 */
public record SeriesLook(int color, String marker, List<Integer> dash, int width) {

    static final String NO_MARKER = "none";

    public SeriesLook {
        dash = List.copyOf(dash);
    }

    /** The same look that the pictures give to this series. */
    public static SeriesLook of(SeriesName series) {
        return Palette.look(series.order());
    }
}
