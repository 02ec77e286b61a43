package io.ecsim.reports.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws shapes at once and keeps the words, which a PNG and an SVG write differently. */
final class Ink {
    private static final int MARKER_SIZE = 9;
    private static final double STRIPE_GAP = 6;
    private static final float STRIPE = 2;

    private final Graphics2D graphics;
    private final int width;
    private final boolean titled;
    private final List<Words> words = new ArrayList<>();
    private final List<Spot> spots = new ArrayList<>();
    private Optional<Drawing.Window> window = Optional.empty();

    Ink(Graphics2D graphics) {
        this(graphics, Picture.WIDTH);
    }

    /** Ink for a picture of another width. */
    Ink(Graphics2D graphics, int width) {
        this(graphics, width, true);
    }

    private Ink(Graphics2D graphics, int width, boolean titled) {
        this.graphics = graphics;
        this.width = width;
        this.titled = titled;
    }

    /** Ink for a picture whose title stands elsewhere, such as in the caption of a paper. */
    static Ink untitled(Graphics2D graphics, int width) {
        return new Ink(graphics, width, false);
    }

    boolean titled() {
        return titled;
    }

    int width() {
        return width;
    }

    Graphics2D graphics() {
        return graphics;
    }

    List<Words> words() {
        return List.copyOf(words);
    }

    List<Spot> spots() {
        return List.copyOf(spots);
    }

    Optional<Drawing.Window> window() {
        return window;
    }

    /** Tells values between two corners; a place without extent tells none. */
    void spot(double left, double top, double right, double bottom, String title, List<Spot.Line> lines) {
        if (right > left && bottom > top) {
            spots.add(new Spot(left, top, right - left, bottom - top, title, lines));
        }
    }

    void window(Range x, Range y) {
        window = Optional.of(new Drawing.Window(x.low(), x.high(), y.low(), y.high()));
    }

    void fill(Shape shape, Color color) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    void rectangle(double left, double top, double right, double bottom, Color color) {
        fill(new Rectangle2D.Double(left, top, Math.max(0, right - left), Math.max(0, bottom - top)), color);
    }

    /** A rectangle in the fill of a part; from the ninth part on, stripes of paper tell it from those before. */
    void part(double left, double top, double right, double bottom, int part) {
        rectangle(left, top, right, bottom, Palette.fill(part));
        int round = Palette.fillRound(part);
        if (round % 2 == 1) {
            for (double x = left + STRIPE_GAP; x < right; x += STRIPE_GAP) {
                line(x, top, x, bottom, Palette.solid(STRIPE), Palette.PAPER);
            }
        }
        if (round / 2 % 2 == 1) {
            line(left, (top + bottom) / 2, right, (top + bottom) / 2, Palette.solid(STRIPE), Palette.PAPER);
        }
    }

    void draw(Shape shape, BasicStroke stroke, Color color) {
        graphics.setStroke(stroke);
        graphics.setColor(color);
        graphics.draw(shape);
    }

    void line(double x1, double y1, double x2, double y2, BasicStroke stroke, Color color) {
        draw(new Line2D.Double(x1, y1, x2, y2), stroke, color);
    }

    void marker(int order, double x, double y) {
        if (order == SeriesName.BACKDROP) {
            return;
        }
        // A ring of paper keeps markers apart where they touch.
        double ring = MARKER_SIZE + 4;
        fill(new Ellipse2D.Double(x - ring / 2, y - ring / 2, ring, ring), Palette.PAPER);
        graphics.setColor(Palette.line(order));
        Palette.marker(order).paint(graphics, x, y, MARKER_SIZE);
    }

    void text(String text, double x, double y, Words.Anchor anchor, Words.Style style, Color color) {
        words.add(new Words(text, x, y, anchor, style, color));
    }
}
