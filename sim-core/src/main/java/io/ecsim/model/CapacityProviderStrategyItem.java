package io.ecsim.model;

/**
 * One entry of a capacity provider strategy (R5.1).
 *
 * @param capacityProvider name of the provider; {@value #FARGATE} and {@value #FARGATE_SPOT} are always there
 * @param base tasks that go to it first, 0 to 100,000
 * @param weight its share of the tasks beyond the base, 0 to 1,000
 */
public record CapacityProviderStrategyItem(String capacityProvider, int base, int weight) {

    /** Name of the provider of Fargate capacity. */
    public static final String FARGATE = "FARGATE";

    /** Name of the provider of Fargate capacity that can be interrupted. */
    public static final String FARGATE_SPOT = "FARGATE_SPOT";

    private static final int MOST_BASE = 100_000;
    private static final int MOST_WEIGHT = 1_000;

    public CapacityProviderStrategyItem {
        if (capacityProvider.isEmpty()) {
            throw new IllegalArgumentException("an entry of a capacity provider strategy needs a provider");
        }
        if (base < 0 || base > MOST_BASE) {
            throw new IllegalArgumentException("base must be 0 to " + MOST_BASE + ", was " + base);
        }
        if (weight < 0 || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException("weight must be 0 to " + MOST_WEIGHT + ", was " + weight);
        }
    }

    /** Returns whether it is one of the providers of Fargate (R5.3). */
    public boolean isFargate() {
        return capacityProvider.equals(FARGATE) || capacityProvider.equals(FARGATE_SPOT);
    }
}
