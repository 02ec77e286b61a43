package io.ecsim.billing;

/** Prices in billionths of a US dollar. */
final class NanoUsd {

    private NanoUsd() {}

    /**
     * Refuses prices below 0.
     *
     * @throws IllegalArgumentException naming the first of them
     */
    static void require(long... prices) {
        for (long price : prices) {
            if (price < 0) {
                throw new IllegalArgumentException("a price must be at least 0, was " + price);
            }
        }
    }
}
