package io.ecsim.controlplane;

import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;

/** One run: a world lived through by one strategy. */
public final class ClusterSimulation {

    private ClusterSimulation() {}

    /** Runs a world under a strategy with the random numbers of one replication. */
    public static RunResult run(World world, StrategyChain strategy, Streams streams, RunOptions options) {
        throw new IllegalStateException(world + " " + strategy + " " + streams + " " + options);
    }
}
