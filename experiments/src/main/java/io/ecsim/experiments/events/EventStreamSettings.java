package io.ecsim.experiments.events;

import io.ecsim.controlplane.World;
import io.ecsim.model.ContainerInstance;
import java.util.List;

/**
 * Where and for whom a simulated event stream is written. The ids of events and instances follow from the seed and the
 * replication, so that they are the same under every strategy that is compared.
 *
 * @param seed the scenario's seed
 * @param replication the replication's index, at least 0
 * @param region such as {@code us-east-1}
 * @param account 12 digits
 */
public record EventStreamSettings(long seed, int replication, String region, String account) {

    /** The account that AWS uses in its own examples. */
    public static final String EXAMPLE_ACCOUNT = "111122223333";

    public EventStreamSettings {
        if (replication < 0) {
            throw new IllegalArgumentException("replication must be at least 0, was " + replication);
        }
        if (region.isEmpty()) {
            throw new IllegalArgumentException("an event stream needs a region");
        }
        if (!account.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("account must have 12 digits, was \"" + account + "\"");
        }
    }

    /** Returns the settings of a run in the region of its first instance, for the example account. */
    public static EventStreamSettings of(long seed, int replication, List<ContainerInstance> instances) {
        String zone = instances.get(0).zone().name();
        return new EventStreamSettings(seed, replication, regionOf(zone), EXAMPLE_ACCOUNT);
    }

    /** As {@link #of(long, int, List)}; a world without instances is in the region of the first zone of Fargate. */
    public static EventStreamSettings of(long seed, int replication, World world) {
        List<String> zones =
                world.controlPlane().map(plan -> plan.fargate().zones()).orElse(List.of());
        return world.instances().isEmpty() && !zones.isEmpty()
                ? new EventStreamSettings(seed, replication, regionOf(zones.get(0)), EXAMPLE_ACCOUNT)
                : of(seed, replication, world.instances());
    }

    /** A zone is its region and a letter; a name of another form counts as the region. */
    private static String regionOf(String zone) {
        return zone.matches(".*[0-9][a-z]") ? zone.substring(0, zone.length() - 1) : zone;
    }
}
