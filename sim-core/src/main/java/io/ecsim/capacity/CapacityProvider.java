package io.ecsim.capacity;

/**
 * A capacity provider as CreateCapacityProvider takes it.
 *
 * @param name unique in its cluster, not one of Fargate's
 */
public record CapacityProvider(String name) {

    public CapacityProvider {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a capacity provider needs a name");
        }
    }
}
