package io.ecsim.schedulers;

import io.ecsim.cluster.GroupCounts;
import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.ClusterView;

/** What is reserved in each zone at one moment, over the instances that may receive tasks. */
final class ZoneLoads {

    private static final Resource[] RESOURCES = Resource.values();

    private final long[] tasks;
    private final long[] reserved;
    private final long[] registered = new long[RESOURCES.length];

    ZoneLoads(ClusterView cluster, GroupCounts zones) {
        tasks = new long[zones.values()];
        reserved = new long[zones.values() * RESOURCES.length];
        for (int instance = 0; instance < cluster.instances(); instance++) {
            if (cluster.eligible(instance)) {
                InstanceView view = cluster.at(instance);
                add(zones.valueOf(view.instanceClass()), view);
            }
        }
    }

    private void add(int zone, InstanceView instance) {
        tasks[zone] += instance.tasks();
        for (Resource resource : RESOURCES) {
            int amount = resource.registered(instance);
            registered[resource.ordinal()] += amount;
            reserved[zone * RESOURCES.length + resource.ordinal()] += amount - resource.free(instance);
        }
    }

    long tasks(int zone) {
        return tasks[zone];
    }

    long reserved(int zone, Resource resource) {
        return reserved[zone * RESOURCES.length + resource.ordinal()];
    }

    /** Returns the zone with the most reserved, by its larger share of all CPU or all memory; the first of several. */
    int largest() {
        int largest = 0;
        for (int zone = 1; zone < tasks.length; zone++) {
            if (load(zone) > load(largest)) {
                largest = zone;
            }
        }
        return largest;
    }

    private long load(int zone) {
        return Math.max(share(zone, Resource.CPU), share(zone, Resource.MEMORY));
    }

    private long share(int zone, Resource resource) {
        long all = registered[resource.ordinal()];
        return all == 0 ? 0 : reserved(zone, resource) * Shares.WHOLE / all;
    }
}
