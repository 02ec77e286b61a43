package io.ecsim.workloads.scenario;

import io.ecsim.capacity.CapacityPlan;
import java.util.List;

/**
 * The elastic capacity of a scenario.
 *
 * @param plan groups and providers
 * @param places where the machines of the groups are, one entry for each of a group's options
 * @param largest what each group has when it is as large as it may be, of the first kind that it launches
 * @param priceDate date of the catalogue's prices; empty when all prices are explicit
 */
record BoundCapacity(CapacityPlan plan, List<InstanceGroup> places, List<InstanceGroup> largest, String priceDate) {

    static final BoundCapacity NONE = new BoundCapacity(CapacityPlan.NONE, List.of(), List.of(), "");

    BoundCapacity {
        places = List.copyOf(places);
        largest = List.copyOf(largest);
    }
}
