package io.ecsim.autoscaling;

/**
 * One kind of machine that a group may launch. The places for it are the instances of the world whose pool has this name;
 * in one zone they draw on one pool of capacity: (group, type, zone, purchase option).
 *
 * @param pool the pool's name, see {@link io.ecsim.model.ContainerInstance#pool}
 * @param spot whether it is bought as a Spot Instance
 */
public record LaunchOption(String pool, boolean spot) {

    public LaunchOption {
        if (pool.isEmpty()) {
            throw new IllegalArgumentException("a launch option needs a pool");
        }
    }

    /** Returns an On-Demand option. */
    public static LaunchOption onDemand(String pool) {
        return new LaunchOption(pool, false);
    }
}
