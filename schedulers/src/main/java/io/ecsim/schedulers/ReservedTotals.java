package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceListener;
import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.ClusterView;
import io.ecsim.placement.Request;

/** What is reserved, and what is registered, on all instances that may receive tasks together. */
final class ReservedTotals implements InstanceListener {

    private static final Resource[] RESOURCES = Resource.values();

    private final ClusterView cluster;
    private final long[] reserved = new long[RESOURCES.length];
    private final long[] registered = new long[RESOURCES.length];

    /** By instance and resource: what it adds to the totals of what is reserved. */
    private final int[] counted;

    ReservedTotals(ClusterView cluster) {
        this.cluster = cluster;
        this.counted = new int[cluster.instances() * RESOURCES.length];
        for (int instance = 0; instance < cluster.instances(); instance++) {
            if (cluster.eligible(instance)) {
                joined(instance);
            }
        }
    }

    /**
     * Returns the total demand for a resource, that of a task among it, as a share of what is registered, in {@link Shares}:
     * at most 1, for a task that fits somewhere.
     */
    long demandShare(Resource resource, Request request) {
        long amount = registered[resource.ordinal()];
        return amount == 0 ? 0 : (reserved[resource.ordinal()] + resource.wanted(request)) * Shares.WHOLE / amount;
    }

    @Override
    public void changed(int instance) {
        if (cluster.eligible(instance)) {
            count(instance);
        }
    }

    private void count(int instance) {
        InstanceView view = cluster.at(instance);
        for (Resource resource : RESOURCES) {
            int at = instance * RESOURCES.length + resource.ordinal();
            int now = resource.registered(view) - resource.free(view);
            reserved[resource.ordinal()] += now - counted[at];
            counted[at] = now;
        }
    }

    @Override
    public void joined(int instance) {
        for (Resource resource : RESOURCES) {
            registered[resource.ordinal()] += resource.registered(cluster.at(instance));
        }
        count(instance);
    }

    @Override
    public void left(int instance) {
        for (Resource resource : RESOURCES) {
            int at = instance * RESOURCES.length + resource.ordinal();
            registered[resource.ordinal()] -= resource.registered(cluster.at(instance));
            reserved[resource.ordinal()] -= counted[at];
            counted[at] = 0;
        }
    }
}
