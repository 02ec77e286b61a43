package io.ecsim.experiments.run;

import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.World;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;

/** How one run is done. Must be a function of its arguments and safe to call from several threads. */
@FunctionalInterface
public interface RunFunction {

    /** Runs a world under a strategy with the random numbers of one replication. */
    RunResult run(World world, StrategyChain strategy, Streams streams, RunOptions options);
}
