package io.ecsim.faults;

/**
 * The Spot instances of one group: those of each type and zone are a pool of their own.
 *
 * @param group name of the group, as {@link io.ecsim.model.ContainerInstance#pool} gives it
 * @param market how they are taken away
 */
public record SpotPool(String group, SpotMarket market) {

    public SpotPool {
        if (group.isEmpty()) {
            throw new IllegalArgumentException("Spot instances belong to a group");
        }
    }
}
