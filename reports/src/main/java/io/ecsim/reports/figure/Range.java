package io.ecsim.reports.figure;

import java.util.stream.DoubleStream;

/** The ends of an axis, always apart. */
record Range(double low, double high) {
    /** XChart does not end when it looks for ticks in a range that is much smaller than this. */
    private static final double LEAST_SPAN = 1e-6;

    private static final double LEAST_RELATIVE_SPAN = 1e-6;
    private static final double MOST = 1e15;
    private static final int MOST_DECADES = 12;

    /** A linear range around the values with some air, containing the base. */
    static Range linear(DoubleStream values, double base, double airShare) {
        double[] ends = {base, base};
        values.filter(Double::isFinite).forEach(value -> {
            ends[0] = Math.min(ends[0], value);
            ends[1] = Math.max(ends[1], value);
        });
        double low = Math.max(ends[0], -MOST);
        double high = Math.min(ends[1], MOST);
        double span = high - low;
        double least = Math.max(LEAST_SPAN, LEAST_RELATIVE_SPAN * Math.max(Math.abs(low), Math.abs(high)));
        if (span == 0) {
            return new Range(low < 0 ? low - 1 : low, high + 1);
        }
        if (span < least) {
            return new Range(low, low + least);
        }
        return new Range(low < base ? low - span * airShare : low, high > base ? high + span * airShare : high);
    }

    /** A linear range around the values, wherever they are, with some air; it does not cross zero for the air's sake. */
    static Range around(DoubleStream values, double airShare) {
        double[] known = values.filter(Double::isFinite).toArray();
        if (known.length == 0) {
            return new Range(0, 1);
        }
        double low = Math.max(DoubleStream.of(known).min().orElse(0), -MOST);
        double high = Math.min(DoubleStream.of(known).max().orElse(0), MOST);
        double size = Math.max(Math.abs(low), Math.abs(high));
        double span = high - low;
        double air = span > Math.max(LEAST_SPAN, LEAST_RELATIVE_SPAN * size) ? span * airShare : Math.max(1, size) / 2;
        return new Range(low >= 0 ? Math.max(0, low - air) : low - air, high + air);
    }

    /** Whole decades around the positive values; one decade when there are none. */
    static Range logarithmic(DoubleStream values) {
        double[] ends = {Double.POSITIVE_INFINITY, 0};
        values.filter(value -> Double.isFinite(value) && value > 0).forEach(value -> {
            ends[0] = Math.min(ends[0], value);
            ends[1] = Math.max(ends[1], value);
        });
        if (ends[1] == 0) {
            return new Range(1, 10);
        }
        int highDecade = (int) Math.ceil(Math.log10(ends[1]) - 1e-9);
        int lowDecade = (int) Math.floor(Math.log10(ends[0]) + 1e-9);
        lowDecade = Math.max(Math.min(lowDecade, highDecade - 1), highDecade - MOST_DECADES);
        return new Range(Math.pow(10, lowDecade), Math.pow(10, highDecade));
    }

    double[] unequallySpaced() {
        return new double[] {low, low + (high - low) * 1e-3, high};
    }

    double clamp(double value) {
        return Math.max(low, Math.min(high, value));
    }
}
