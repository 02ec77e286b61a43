package io.ecsim.reports.figure;

import java.util.List;

/**
 * A place of a drawing that tells its values when a reader points at it.
 *
 * @param x the left edge, in units of the drawing
 * @param y the upper edge
 * @param width how wide it is, more than 0
 * @param height how high it is, more than 0
 * @param title what stands above the values, usually the strategy
 * @param lines the values with their units
 */
public record Spot(double x, double y, double width, double height, String title, List<Line> lines) {
    public Spot {
        lines = List.copyOf(lines);
        if (!(width > 0) || !(height > 0)) {
            throw new IllegalArgumentException(
                    "spot '" + title + "' is " + width + " by " + height + ", both must be above 0");
        }
    }

    /** One value and what it is. */
    public record Line(String label, String value) {}
}
