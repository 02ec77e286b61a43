package io.ecsim.experiments.run;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Contender;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;

/** How one run is done. Must be a function of its arguments and safe to call from several threads. */
@FunctionalInterface
public interface RunFunction {

    /** Simulates the run. */
    RunFunction SIMULATED = (contender, world, streams, options) ->
            ClusterSimulation.run(world, contender.strategy(), streams, options);

    /**
     * Runs a world of a contender under its strategy with the random numbers of one replication.
     *
     * @param world one of the contender's worlds
     */
    RunResult run(Contender contender, World world, Streams streams, RunOptions options);
}
