package io.ecsim.reports.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Colours, markers and dashes. Lines use the palette of Okabe and Ito (grey for its yellow, which is too faint on white),
 * fills the light palette of Tol, on which dark words can be read; both can be told apart by the colour-blind.
 */
final class Palette {
    static final Color PAPER = new Color(0xFFFFFF);
    static final Color INK = new Color(0x1F2933);
    static final Color MUTED = new Color(0x5B6875);
    static final Color AXIS = new Color(0x98A2AE);
    static final Color GRID = new Color(0xE4E8ED);
    static final Color BAND = new Color(0xDCE6EE);
    /** Words on a light fill: dark in both colour schemes. */
    static final Color ON_FILL = new Color(0x1A1A1A);
    /** Drawn by XChart to measure its space, and removed from the picture. */
    static final Color INVISIBLE = new Color(0, 0, 0, 0);

    private static final List<Color> LINES = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x000000),
            new Color(0x808080));
    private static final List<Color> FILLS = List.of(
            new Color(0x77AADD),
            new Color(0xEE8866),
            new Color(0x44BB99),
            new Color(0xEEDD88),
            new Color(0xFFAABB),
            new Color(0xBBCC33),
            new Color(0x99DDFF),
            new Color(0xDDDDDD));
    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_DOWN);
    private static final List<float[]> DASHES = List.of(
            new float[] {}, new float[] {9, 4}, new float[] {2, 3}, new float[] {10, 3, 2, 3}, new float[] {5, 3});
    private static final List<String> MARKER_NAMES =
            List.of("circle", "square", "triangle_up", "diamond", "triangle_down");
    private static final int LINE_WIDTH = 2;
    private static final int BACKDROP_WIDTH = 1;

    private Palette() {}

    static Color line(int order) {
        return LINES.get(lineOf(order));
    }

    /** What others are seen against is grey. */
    private static int lineOf(int order) {
        return order == SeriesName.BACKDROP ? LINES.size() - 1 : order % LINES.size();
    }

    static Color fill(int order) {
        return FILLS.get(order % FILLS.size());
    }

    static Marker marker(int order) {
        // Five markers and eight colours: the pair repeats only after forty strategies.
        return MARKERS.get(order % MARKERS.size());
    }

    static BasicStroke dash(int order) {
        if (order == SeriesName.BACKDROP) {
            return solid(BACKDROP_WIDTH);
        }
        float[] dash = DASHES.get(order % DASHES.size());
        return dash.length == 0
                ? solid(LINE_WIDTH)
                : new BasicStroke(LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }

    static SeriesLook look(int order) {
        if (order == SeriesName.BACKDROP) {
            return new SeriesLook(lineOf(order), SeriesLook.NO_MARKER, List.of(), BACKDROP_WIDTH);
        }
        List<Integer> dash = new ArrayList<>();
        for (float length : DASHES.get(order % DASHES.size())) {
            dash.add((int) length);
        }
        return new SeriesLook(lineOf(order), MARKER_NAMES.get(order % MARKERS.size()), dash, LINE_WIDTH);
    }

    /** How often the fills were used up before this one; its rectangles are striped that the eye can part them. */
    static int fillRound(int order) {
        return order / FILLS.size();
    }

    static BasicStroke solid(float width) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }

    static BasicStroke dotted(float width) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {3, 3}, 0);
    }
}
