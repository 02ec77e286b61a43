package io.ecsim.capacity;

import io.ecsim.autoscaling.AutoScalingGroup;
import java.util.List;

/**
 * The elastic capacity of a world.
 *
 * @param groups Auto Scaling groups; their places are instances of the world
 * @param providers the capacity providers of these groups; a group may have none
 * @param limits of tasks that wait for capacity
 */
public record CapacityPlan(List<AutoScalingGroup> groups, List<CapacityProvider> providers, WaitingLimits limits) {

    /** A world whose instances are all given. */
    public static final CapacityPlan NONE = new CapacityPlan(List.of(), List.of(), WaitingLimits.DEFAULT);

    public CapacityPlan {
        groups = List.copyOf(groups);
        providers = List.copyOf(providers);
        List<String> names = groups.stream().map(AutoScalingGroup::name).toList();
        for (CapacityProvider provider : providers) {
            if (!names.contains(provider.autoScalingGroup())) {
                throw new IllegalArgumentException(
                        provider.name() + " has no Auto Scaling group named " + provider.autoScalingGroup());
            }
        }
        if (providers.stream()
                        .map(CapacityProvider::autoScalingGroup)
                        .distinct()
                        .count()
                != providers.size()) {
            throw new IllegalArgumentException("an Auto Scaling group has at most one capacity provider");
        }
        if (providers.stream().map(CapacityProvider::name).distinct().count() != providers.size()) {
            throw new IllegalArgumentException("two capacity providers have one name");
        }
    }

    /** Makes a plan with the limits of ECS. */
    public CapacityPlan(List<AutoScalingGroup> groups, List<CapacityProvider> providers) {
        this(groups, providers, WaitingLimits.DEFAULT);
    }
}
