package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import java.util.Arrays;

/** A set of instances in order of registration rank (R1.30). */
final class RankOrder {

    private final ClusterState cluster;
    private int[] instances = new int[16];
    private int size;

    RankOrder(ClusterState cluster) {
        this.cluster = cluster;
    }

    int size() {
        return size;
    }

    int at(int position) {
        return instances[position];
    }

    void add(int instance) {
        if (size == instances.length) {
            instances = Arrays.copyOf(instances, size * 2);
        }
        int position = position(cluster.rank(instance));
        System.arraycopy(instances, position, instances, position + 1, size - position);
        instances[position] = instance;
        size++;
    }

    void remove(int instance) {
        int position = position(cluster.rank(instance));
        if (position == size || instances[position] != instance) {
            throw new IllegalStateException("instance " + instance + " is not a member");
        }
        size--;
        System.arraycopy(instances, position + 1, instances, position, size - position);
    }

    /** Returns the first position whose rank is not below the given one. */
    private int position(int rank) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cluster.rank(instances[middle]) < rank) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
