package io.ecsim.capacity;

import io.ecsim.model.CapacityProviderStrategyItem;
import java.util.Optional;

/**
 * A capacity provider of an Auto Scaling group as CreateCapacityProvider takes it.
 *
 * @param name unique in its cluster, not one of Fargate's
 * @param cluster name of the cluster that it serves
 * @param autoScalingGroup name of the group, which no other provider has
 * @param managedScaling how ECS scales the group; absent: it does not, and tasks do not wait for capacity
 * @param managedTerminationProtection whether machines with tasks are protected from scale-in (R5.26)
 * @param managedDraining whether machines are drained before they are terminated (R5.27)
 */
public record CapacityProvider(
        String name,
        String cluster,
        String autoScalingGroup,
        Optional<ManagedScaling> managedScaling,
        boolean managedTerminationProtection,
        boolean managedDraining) {

    public CapacityProvider {
        if (name.isEmpty() || autoScalingGroup.isEmpty()) {
            throw new IllegalArgumentException("a capacity provider needs a name and an Auto Scaling group");
        }
        if (name.equals(CapacityProviderStrategyItem.FARGATE)
                || name.equals(CapacityProviderStrategyItem.FARGATE_SPOT)) {
            throw new IllegalArgumentException(name + " is a capacity provider of Fargate");
        }
        if (managedTerminationProtection && managedScaling.isEmpty()) {
            throw new IllegalArgumentException(
                    "managed termination protection of " + name + " needs managed scaling (R5.26)");
        }
    }

    /** Makes a provider as it is without further statements: managed scaling and draining, no termination protection. */
    public static CapacityProvider of(String name, String cluster, String autoScalingGroup) {
        return new CapacityProvider(name, cluster, autoScalingGroup, Optional.of(ManagedScaling.DEFAULT), false, true);
    }
}
