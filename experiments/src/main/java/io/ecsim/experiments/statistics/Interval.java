package io.ecsim.experiments.statistics;

/**
 * A closed interval on the real line, in the unit of what it estimates.
 *
 * @param lower the lower end; may be negative infinity
 * @param upper the upper end, at least the lower; may be infinity
 */
public record Interval(double lower, double upper) {

    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "an interval must not end before it begins, was " + lower + " to " + upper);
        }
    }

    /** Returns the interval of that half-width around a centre. */
    public static Interval around(double centre, double halfWidth) {
        return new Interval(centre - halfWidth, centre + halfWidth);
    }

    /** Returns half the distance between the ends. */
    public double halfWidth() {
        return (upper - lower) / 2;
    }

    /** Tells whether the value lies inside or on an end. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /** Tells whether the whole of this interval lies inside the other. */
    public boolean within(Interval other) {
        return other.lower <= lower && upper <= other.upper;
    }
}
