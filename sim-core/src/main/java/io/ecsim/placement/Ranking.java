package io.ecsim.placement;

import io.ecsim.cluster.InstanceView;

/**
 * Keeps the instances of least cost. Most strategies are one lambda of this shape. A cost that does not depend on the
 * request makes a {@link StateRanking}, which an index answers.
 */
@FunctionalInterface
public non-sealed interface Ranking extends Stage {

    /**
     * Returns the cost of placing the task on an instance; smaller is better. Must not depend on anything but its
     * arguments and the counts that the strategy asked to track.
     */
    long cost(Request request, InstanceView instance);
}
