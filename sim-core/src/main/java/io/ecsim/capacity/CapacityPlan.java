package io.ecsim.capacity;

import java.util.List;

/**
 * The elastic capacity of a world.
 *
 * @param providers the capacity providers of Auto Scaling groups
 */
public record CapacityPlan(List<CapacityProvider> providers) {

    /** A world whose instances are all given. */
    public static final CapacityPlan NONE = new CapacityPlan(List.of());

    public CapacityPlan {
        providers = List.copyOf(providers);
    }
}
