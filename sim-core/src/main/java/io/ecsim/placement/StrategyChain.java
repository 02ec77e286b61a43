package io.ecsim.placement;

import java.util.List;

/**
 * A competitor: strategies applied one after another, each within the best of the one before (R1.28).
 *
 * @param name shown in results
 * @param strategies none (ECS's default for standalone tasks: random, R1.31) to five (R1.7)
 */
public record StrategyChain(String name, List<StrategyProvider> strategies) {

    /** Most strategies in a chain (R1.7). */
    public static final int MAX_STRATEGIES = 5;

    public StrategyChain {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a strategy chain needs a name");
        }
        if (strategies.size() > MAX_STRATEGIES) {
            throw new IllegalArgumentException(
                    name + " has " + strategies.size() + " strategies; ECS allows " + MAX_STRATEGIES + " (R1.7)");
        }
        for (StrategyProvider strategy : strategies) {
            if (strategy.standsAlone() && strategies.size() > 1) {
                throw new IllegalArgumentException(
                        strategy.info().name() + " is a whole chain and must stand alone, found in \"" + name + "\"");
            }
        }
        strategies = List.copyOf(strategies);
    }

    /** Returns whether a strategy of the chain moves tasks that run. */
    public boolean movesTasks() {
        return strategies.stream().anyMatch(StrategyProvider::movesTasks);
    }
}
