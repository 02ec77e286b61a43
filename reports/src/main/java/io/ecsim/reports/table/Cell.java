package io.ecsim.reports.table;

/**
 * One value of a table. A value that was not measured is said to be unknown, with the reason, and a value that was
 * only bounded is said to lie above or below its bound; neither is ever shown as zero or left out.
 */
public sealed interface Cell {

    /** Words. */
    record Text(String value) implements Cell {}

    /** A whole number. */
    record Whole(long value) implements Cell {}

    /** A finite real number. */
    record Real(double value) implements Cell {
        public Real {
            requireFinite("value", value);
        }
    }

    /** An estimate with its interval; {@code low <= value <= high} need not hold, but {@code low <= high} does. */
    record Estimate(double value, double low, double high) implements Cell {
        public Estimate {
            requireFinite("value", value);
            requireFinite("low", low);
            requireFinite("high", high);
            if (low > high) {
                throw new IllegalArgumentException(
                        "interval is from " + low + " to " + high + ", low must not exceed high");
            }
        }
    }

    /** A value known only to exceed a bound, for example a quantile that a censored sample does not reach. */
    record Above(double bound) implements Cell {
        public Above {
            requireFinite("bound", bound);
        }
    }

    /** A value known only to lie under a bound, for example a very small p-value. */
    record Below(double bound) implements Cell {
        public Below {
            requireFinite("bound", bound);
        }
    }

    /** A value that is not known, and why: a few words such as {@code one replication}. */
    record Unknown(String reason) implements Cell {
        public Unknown {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("an unknown value needs a reason");
            }
        }
    }

    /** Words. */
    static Cell text(String value) {
        return new Text(value);
    }

    /** A whole number. */
    static Cell whole(long value) {
        return new Whole(value);
    }

    /** A real number; one that is not finite becomes unknown. */
    static Cell real(double value) {
        return Double.isFinite(value) ? new Real(value) : new Unknown("not a finite number");
    }

    /** An estimate with its interval; one with a part that is not finite becomes unknown, or loses its interval. */
    static Cell estimate(double value, double low, double high) {
        return Double.isFinite(low) && Double.isFinite(high) && Double.isFinite(value)
                ? new Estimate(value, low, high)
                : real(value);
    }

    /** A value known only to exceed {@code bound}. */
    static Cell above(double bound) {
        return new Above(bound);
    }

    /** A value known only to lie under {@code bound}. */
    static Cell below(double bound) {
        return new Below(bound);
    }

    /** A value that is not known. */
    static Cell unknown(String reason) {
        return new Unknown(reason);
    }

    private static void requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + ", a finite number is needed");
        }
    }
}
