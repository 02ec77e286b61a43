package io.ecsim.model;

import java.util.List;

/** On what the tasks of a request run (R5.3). */
public sealed interface Launch {

    /** The launch type EC2: any container instance of the cluster, now or not at all. */
    Launch EC2 = new OnInstances();

    /** The launch type FARGATE. */
    Launch FARGATE = new OnFargate();

    /** Container instances, unseen by capacity providers. */
    record OnInstances() implements Launch {}

    /** Fargate, on demand. */
    record OnFargate() implements Launch {}

    /**
     * Capacity providers: each task is bound to one when it is created and waits there (R5.5).
     *
     * @param strategy the entries, in order; all of Fargate or none (R5.3), at most one with a base, one with a weight if
     *     there are several (R5.1)
     */
    record ByProviders(List<CapacityProviderStrategyItem> strategy) implements Launch {

        public ByProviders {
            if (strategy.isEmpty()) {
                throw new IllegalArgumentException("a capacity provider strategy needs an entry");
            }
            if (strategy.stream().filter(item -> item.base() > 0).count() > 1) {
                throw new IllegalArgumentException("only one entry of a capacity provider strategy may have a base");
            }
            if (strategy.stream().allMatch(item -> item.weight() == 0)
                    && (strategy.size() > 1 || strategy.get(0).base() == 0)) {
                throw new IllegalArgumentException("a capacity provider strategy needs an entry with a weight above 0");
            }
            long fargate = strategy.stream()
                    .filter(CapacityProviderStrategyItem::isFargate)
                    .count();
            if (fargate > 0 && fargate < strategy.size()) {
                throw new IllegalArgumentException(
                        "a capacity provider strategy holds providers of Fargate or of Auto Scaling groups, not both");
            }
            strategy = List.copyOf(strategy);
        }
    }

    /** Returns whether its tasks run on Fargate. */
    default boolean isFargate() {
        return this instanceof OnFargate
                || this instanceof ByProviders providers
                        && providers.strategy().get(0).isFargate();
    }
}
