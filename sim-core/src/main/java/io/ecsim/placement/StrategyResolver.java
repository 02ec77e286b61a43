package io.ecsim.placement;

import io.ecsim.model.PlacementStrategy;
import java.util.List;

/** Makes chains of the strategies that services state for themselves. */
@FunctionalInterface
public interface StrategyResolver {

    /** Knows none: for worlds whose services all take the strategy under comparison. */
    StrategyResolver NONE = (specs, service) -> {
        throw new IllegalArgumentException("nobody can make a chain of " + specs);
    };

    /**
     * Returns the chain of these strategies.
     *
     * @param service whether tasks of a service are placed: an empty list then means the default of ECS (R1.32)
     */
    StrategyChain chain(List<PlacementStrategy> specs, boolean service);
}
