package io.ecsim.experiments;

import io.ecsim.placement.StrategyChain;

/**
 * One of those that are compared: a strategy in the worlds of a variant. In one replication the same strategy draws the
 * same random numbers under every variant, so that what differs is what the variant changed.
 *
 * @param name shown in results: of the strategy, of the variant where there is one strategy, else of both
 * @param variant where it lives
 * @param strategy by which it places tasks
 */
public record Contender(String name, Variant variant, StrategyChain strategy) {

    static Contender of(Variant variant, StrategyChain strategy, boolean alone) {
        String name = alone ? variant.name() : variant.name() + ": " + strategy.name();
        return new Contender(variant.isStated() ? name : strategy.name(), variant, strategy);
    }

    /** Returns the worlds that it lives through. */
    public WorldSource worlds() {
        return variant.worlds();
    }
}
