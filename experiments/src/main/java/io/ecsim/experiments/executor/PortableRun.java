package io.ecsim.experiments.executor;

import io.ecsim.controlplane.World;
import io.ecsim.experiments.Contender;
import io.ecsim.random.Streams;
import java.io.Serializable;

/**
 * One run of an experiment, as another machine can be asked for it.
 *
 * @param contender its name
 * @param seed of the random numbers
 * @param replication index from 0
 * @param instances the number of container instances
 */
public record PortableRun(String contender, long seed, int replication, int instances) implements Serializable {

    /**
     * Makes a run portable.
     *
     * @throws IllegalArgumentException if its random numbers are not those of a seed and a replication alone
     */
    public static PortableRun of(Contender contender, World world, Streams streams) {
        if (!streams.equals(new Streams(streams.seed(), streams.replication()))) {
            throw new IllegalArgumentException("random numbers of a run elsewhere must be those of a seed and a"
                    + " replication, were " + streams);
        }
        return new PortableRun(
                contender.name(),
                streams.seed(),
                streams.replication(),
                world.instances().size());
    }
}
