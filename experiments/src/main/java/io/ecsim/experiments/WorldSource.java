package io.ecsim.experiments;

import io.ecsim.controlplane.World;

/** The worlds of an experiment. Immutable and shared by threads. */
public interface WorldSource {

    /** Returns the world of one replication, from 0; the same one for all where only the random numbers differ. */
    World world(int replication);

    /**
     * Returns the world of one replication on another number of container instances: in proportion over the groups of
     * instances, zones round robin. The arrivals are those of the stated number of instances.
     *
     * @param instances at least 1
     */
    World world(int replication, int instances);

    /** Returns the stated number of container instances. */
    int instances();

    /** Returns the most container instances that there can be at once: with every Auto Scaling group at its greatest. */
    default int mostInstances() {
        return instances();
    }

    /**
     * Returns the price of that many container instances in millionths of a US dollar an hour; 0 when unpriced.
     *
     * @param instances at least 1
     */
    long microUsdPerHour(int instances);

    /** Returns the price of {@link #mostInstances} in millionths of a US dollar an hour; 0 when unpriced. */
    default long mostMicroUsdPerHour() {
        return microUsdPerHour(instances());
    }

    /** Returns the region, such as {@code us-east-1}. */
    String region();

    /** Returns the date of the catalogue's prices, such as {@code 2026-01-31}; empty when prices are explicit. */
    String priceDate();

    /** Returns whether pilot runs are to find how much of the start is not measured. */
    default boolean seeksWarmup() {
        return false;
    }

    /**
     * Returns these worlds with another unmeasured start.
     *
     * @param warmupMicros 0 to less than the horizon
     */
    default WorldSource withWarmup(long warmupMicros) {
        throw new UnsupportedOperationException("these worlds have a warm-up of their own");
    }
}
