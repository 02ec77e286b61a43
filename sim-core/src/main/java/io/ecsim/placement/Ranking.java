package io.ecsim.placement;

import io.ecsim.cluster.InstanceView;

/** Keeps the instances of least cost. Most strategies are one lambda of this shape. */
@FunctionalInterface
public non-sealed interface Ranking extends Stage {

    /** What a cost may depend on; it decides which index can answer. */
    enum Shape {
        /** On the request and the state of the one instance. */
        INSTANCE_STATE,
        /** On the state of the one instance alone: the same order for every request. */
        STATE_ONLY,
        /** On how many tasks of the request's group the instance holds. */
        GROUP_COUNT
    }

    /** Costs of a {@link Shape#STATE_ONLY} ranking lie strictly between minus and plus this bound, 2^38. */
    long STATE_ONLY_COST_BOUND = 1L << 38;

    /**
     * Returns the cost of placing the task on an instance; smaller is better. Must not depend on anything but its
     * arguments.
     */
    long cost(Request request, InstanceView instance);

    /** Returns what {@link #cost} depends on. */
    default Shape shape() {
        return Shape.INSTANCE_STATE;
    }

    /** Returns a bound below the cost of every instance that fits the request; only speeds the search up. */
    default long leastCost(Request request) {
        return -STATE_ONLY_COST_BOUND + 1;
    }
}
