package io.ecsim.placement;

import io.ecsim.cluster.InstanceView;

/** A ranking by the state of the instance alone: the same order for every request, so that an index can keep it. */
@FunctionalInterface
public interface StateRanking extends Ranking {

    /** Costs lie strictly between minus and plus this bound, 2^38. */
    long COST_BOUND = 1L << 38;

    /** Returns the cost of an instance; smaller is better. May change only when the instance does. */
    long cost(InstanceView instance);

    @Override
    default long cost(Request request, InstanceView instance) {
        return cost(instance);
    }

    /** Returns a bound that no instance able to hold the task has a cost below; only speeds the search up. */
    default long leastCost(Request request) {
        return -COST_BOUND + 1;
    }
}
