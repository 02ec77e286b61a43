package io.ecsim.experiments.theory;

/** The bounds that the systems share. */
final class Loads {

    private Loads() {}

    static void require(int servers, double load) {
        if (servers < 1) {
            throw new IllegalArgumentException("servers must be at least 1, was " + servers);
        }
        requirePositive("load", load);
    }

    static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and above 0, was " + value);
        }
    }
}
