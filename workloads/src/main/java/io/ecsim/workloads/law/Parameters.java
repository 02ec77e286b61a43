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

    private static String shown(double value, Quantity quantity) {
        return value >= 0 && Double.isFinite(value) ? quantity.format(value) : Double.toString(value);
    }
}
