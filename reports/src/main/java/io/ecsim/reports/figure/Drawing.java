package io.ecsim.reports.figure;

import java.util.List;
import java.util.Optional;

/**
 * A figure drawn as SVG, with what a page needs to answer a pointer.
 *
 * @param svg the element alone
 * @param spots the places that tell their values; none for lines, which a page draws itself
 * @param window what the axes of lines span; empty for other figures
 */
public record Drawing(String svg, List<Spot> spots, Optional<Window> window) {
    public Drawing {
        spots = List.copyOf(spots);
    }

    /** The ends of both axes, in the units of the data. */
    public record Window(double xLow, double xHigh, double yLow, double yHigh) {}
}
