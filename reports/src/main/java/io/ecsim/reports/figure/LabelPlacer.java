package io.ecsim.reports.figure;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Finds a place for each label near its point, off the other labels, points and lines. */
final class LabelPlacer {
    private static final double POINT = 16;
    private static final double GAP = 11;
    private static final double STEP = 6;
    private static final double OVERLAP_COST = 10_000;
    private static final double POINT_COST = 2_000;
    private static final double LINE_COST = 45;

    private final Rectangle2D area;
    private final List<Line2D> lines;
    private final List<Rectangle2D> points = new ArrayList<>();
    private final List<Rectangle2D> labels = new ArrayList<>();

    LabelPlacer(Rectangle2D area, List<Line2D> lines) {
        this.area = area;
        this.lines = lines;
    }

    void addPoint(double x, double y) {
        points.add(new Rectangle2D.Double(x - POINT / 2, y - POINT / 2, POINT, POINT));
    }

    /** The place of a label of this size for the point at x, y. */
    Rectangle2D place(double x, double y, double width, double height) {
        Rectangle2D best = candidate(x + GAP, y - height / 2, width, height);
        double bestCost = Double.POSITIVE_INFINITY;
        int reach = (int) (area.getHeight() / STEP);
        for (int step = 0; step <= reach; step++) {
            for (int side = -1; side <= 1; side += 2) {
                double middle = y - height / 2 + side * step * STEP;
                for (double left : new double[] {x + GAP, x - GAP - width, x - width / 2}) {
                    Rectangle2D box = candidate(left, middle, width, height);
                    double cost = cost(box, x, y);
                    if (cost < bestCost) {
                        bestCost = cost;
                        best = box;
                    }
                }
            }
        }
        labels.add(best);
        return best;
    }

    static double distance(Rectangle2D box, double x, double y) {
        double dx = Math.max(0, Math.max(box.getMinX() - x, x - box.getMaxX()));
        double dy = Math.max(0, Math.max(box.getMinY() - y, y - box.getMaxY()));
        return Math.hypot(dx, dy);
    }

    private Rectangle2D candidate(double left, double top, double width, double height) {
        double x = Math.max(area.getMinX(), Math.min(area.getMaxX() - width, left));
        double y = Math.max(area.getMinY(), Math.min(area.getMaxY() - height, top));
        return new Rectangle2D.Double(x, y, width, height);
    }

    private double cost(Rectangle2D box, double x, double y) {
        double middle = Math.abs(box.getCenterY() - y) * 0.3;
        double cost = distance(box, x, y) + middle;
        cost += OVERLAP_COST * labels.stream().filter(box::intersects).count();
        cost += POINT_COST * points.stream().filter(box::intersects).count();
        cost += LINE_COST * lines.stream().filter(line -> line.intersects(box)).count();
        return cost;
    }
}
