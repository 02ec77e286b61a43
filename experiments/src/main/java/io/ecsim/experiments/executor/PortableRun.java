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
 * @param mirrored whether it draws the mirror image of the replication before
 * @param instances the number of container instances
 * @param warmupMicros the unmeasured start, which pilot runs may have found
 */
public record PortableRun(
        String contender, long seed, int replication, boolean mirrored, int instances, long warmupMicros)
        implements Serializable {

    /** Makes a run portable. */
    public static PortableRun of(Contender contender, World world, Streams streams) {
        return new PortableRun(
                contender.name(),
                streams.seed(),
                streams.replication(),
                streams.mirrored(),
                world.instances().size(),
                world.warmupMicros());
    }

    Streams streams() {
        return new Streams(seed, replication, mirrored);
    }
}
