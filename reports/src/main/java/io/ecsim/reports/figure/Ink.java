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

/** Draws shapes at once and keeps the words, which a PNG and an SVG write differently. */
final class Ink {
    private static final int MARKER_SIZE = 9;

    private final Graphics2D graphics;
    private final List<Words> words = new ArrayList<>();

    Ink(Graphics2D graphics) {
        this.graphics = graphics;
    }

    Graphics2D graphics() {
        return graphics;
    }

    List<Words> words() {
        return List.copyOf(words);
    }

    void fill(Shape shape, Color color) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    void rectangle(double left, double top, double right, double bottom, Color color) {
        fill(new Rectangle2D.Double(left, top, Math.max(0, right - left), Math.max(0, bottom - top)), color);
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
