package io.ecsim.schedulers;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.GroupCounts;
import io.ecsim.cluster.InstanceListener;
import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.ClusterView;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import java.util.Optional;

/**
 * {@code zone-headroom}: placements after which the tasks of the largest zone would still find room elsewhere if it were
 * lost (static stability: AWS, "Static stability using Availability Zones", Amazon Builders' Library 2019). The largest zone
 * is the one with the most reserved, by its larger share of all CPU or all memory that is registered. Its tasks are counted
 * as so many of their mean size, each resource rounded up; the room of an instance elsewhere is how many of these it could
 * still take. The cost is the number of tasks of the zone that would find no room once the task is placed. While there is
 * enough, all instances tie and the next strategy of the chain decides; when there is not, tasks go into gaps that are too
 * small for others, and into the largest zone rather than where they take the room of two.
 *
 * <p>Deviation: an idea of ours, without a published formula. Constraints, ports and interfaces are not looked at. The sum
 * of what is free does not depend on where tasks go; how many tasks fit into it does.
 */
public final class ZoneHeadroom implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "zone-headroom",
                "static stability, AWS, Amazon Builders' Library 2019",
                "counts the largest zone's tasks as so many of their mean size; looks at CPU, memory and GPUs alone");
    }

    @Override
    public Stage open(RunContext run) {
        return new FewestWithoutRoom(run.cluster(), run.groupCounts(ClusterState.ZONE_ATTRIBUTE));
    }

    private static final class FewestWithoutRoom implements Ranking, InstanceListener {

        private static final Resource[] RESOURCES = Resource.values();

        /** The room for tasks that ask for nothing. */
        private static final long ANY_NUMBER = 1L << 32;

        private final ClusterView cluster;
        private final GroupCounts zones;

        private boolean stale = true;
        private int largest;
        private long tasksThere;
        private final long[] meanTask = new long[RESOURCES.length];
        private long roomElsewhere;

        FewestWithoutRoom(ClusterView cluster, GroupCounts zones) {
            this.cluster = cluster;
            this.zones = zones;
        }

        @Override
        public long cost(Request request, InstanceView instance) {
            if (stale) {
                measure();
                stale = false;
            }
            if (tasksThere == 0) {
                return 0;
            }
            if (zones.valueOf(instance.instanceClass()) == largest) {
                return Math.max(0, tasksThere + 1 - roomElsewhere);
            }
            long taken = room(instance, Optional.empty()) - room(instance, Optional.of(request));
            return Math.max(0, tasksThere + taken - roomElsewhere);
        }

        /** Finds the largest zone, its mean task, and the room for such tasks elsewhere: a look at every instance. */
        private void measure() {
            ZoneLoads loads = new ZoneLoads(cluster, zones);
            largest = loads.largest();
            tasksThere = loads.tasks(largest);
            for (Resource resource : RESOURCES) {
                long reserved = loads.reserved(largest, resource);
                meanTask[resource.ordinal()] = tasksThere == 0 ? 0 : (reserved + tasksThere - 1) / tasksThere;
            }
            roomElsewhere = 0;
            for (int instance = 0; instance < cluster.instances(); instance++) {
                InstanceView view = cluster.at(instance);
                if (cluster.eligible(instance) && zones.valueOf(view.instanceClass()) != largest) {
                    roomElsewhere += room(view, Optional.empty());
                }
            }
        }

        /** Returns how many mean tasks an instance could take, once it has taken a task if one is given. */
        private long room(InstanceView instance, Optional<Request> taken) {
            long room = ANY_NUMBER;
            for (Resource resource : RESOURCES) {
                long mean = meanTask[resource.ordinal()];
                if (mean > 0) {
                    long wanted = taken.isPresent() ? resource.wanted(taken.get()) : 0;
                    room = Math.min(room, (resource.free(instance) - wanted) / mean);
                }
            }
            return room;
        }

        @Override
        public void changed(int instance) {
            stale = true;
        }

        @Override
        public void joined(int instance) {
            stale = true;
        }

        @Override
        public void left(int instance) {
            stale = true;
        }
    }
}
