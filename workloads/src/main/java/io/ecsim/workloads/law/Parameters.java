package io.ecsim.workloads.law;

/** Checks of the parameters of laws. */
final class Parameters {

    private Parameters() {}

    static void requirePositive(String name, double value, Quantity quantity) {
        if (!(value > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be above 0, was " + shown(value, quantity));
        }
    }

    static void requireNotNegative(String name, double value, Quantity quantity) {
        if (!(value >= 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be at least 0, was " + shown(value, quantity));
        }
    }

    static void requireWithin(String name, double value, double least, double greatest) {
        if (!(value >= least && value <= greatest)) {
            throw new IllegalArgumentException(
                    name + " must be " + plain(least) + " to " + plain(greatest) + ", was " + value);
        }
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    private static String shown(double value, Quantity quantity) {
        return value >= 0 && Double.isFinite(value) ? quantity.format(value) : Double.toString(value);
    }
}
