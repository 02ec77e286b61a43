package io.ecsim.experiments.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Load over time, relative to its mean.
 *
 * @param ofWeek whether it is the documented retail week
 * @param hourly 24 factors with mean 1, from midnight; all 1 when the load is flat or that of the retail week
 */
record LoadCurve(boolean ofWeek, List<Double> hourly) {

    static final int HOURS = 24;
    static final LoadCurve FLAT = new LoadCurve(false, constant());
    static final LoadCurve RETAIL_WEEK = new LoadCurve(true, constant());

    /** A cosine between half and one and a half of the mean, with its peak at 20:00. */
    static final LoadCurve DIURNAL = new LoadCurve(false, cosine());

    private static final double AMPLITUDE = 0.5;
    private static final int PEAK_HOUR = 20;

    LoadCurve {
        hourly = List.copyOf(hourly);
    }

    /** Returns the curve of 24 amounts, of which one is above 0. */
    static LoadCurve of(List<Double> amounts) {
        double mean = amounts.stream().mapToDouble(each -> each).sum() / HOURS;
        return new LoadCurve(false, amounts.stream().map(each -> each / mean).toList());
    }

    boolean isFlat() {
        return !ofWeek && hourly.stream().allMatch(each -> each == 1.0);
    }

    private static List<Double> constant() {
        return Collections.nCopies(HOURS, 1.0);
    }

    private static List<Double> cosine() {
        List<Double> factors = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            factors.add(1 + AMPLITUDE * StrictMath.cos(2 * Math.PI * (hour - PEAK_HOUR) / HOURS));
        }
        return factors;
    }
}
