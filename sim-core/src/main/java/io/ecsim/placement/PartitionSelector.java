package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import java.util.function.Supplier;

/**
 * A partition stage with one selector of the rest of the chain per value: asks the values of least cost, then those of
 * the next cost if none of them fits (R1.24, R1.5).
 */
final class PartitionSelector extends Selector {

    private final ClusterState cluster;
    private final Partition partition;
    private final Selector[] parts;
    private final long[] costs;
    private long[] candidateKey = new long[0];

    PartitionSelector(ClusterState cluster, Partition partition, Supplier<Selector> rest) {
        this.cluster = cluster;
        this.partition = partition;
        this.parts = new Selector[partition.values()];
        for (int value = 0; value < parts.length; value++) {
            parts[value] = rest.get();
        }
        this.costs = new long[parts.length];
    }

    @Override
    int select(Request request, long[] key, int depth) {
        long level = Long.MAX_VALUE;
        for (int value = 0; value < parts.length; value++) {
            costs[value] = partition.cost(request, value);
            level = Math.min(level, costs[value]);
        }
        while (true) {
            int winner = NONE;
            long next = Long.MAX_VALUE;
            for (int value = 0; value < parts.length; value++) {
                if (costs[value] == level) {
                    winner = better(winner, value, request, key, depth);
                } else if (costs[value] > level) {
                    next = Math.min(next, costs[value]);
                }
            }
            if (winner != NONE || next == Long.MAX_VALUE) {
                key[depth] = level;
                return winner;
            }
            level = next;
        }
    }

    private int better(int winner, int value, Request request, long[] key, int depth) {
        if (winner == NONE) {
            return parts[value].select(request, key, depth + 1);
        }
        if (candidateKey.length < key.length) {
            candidateKey = new long[key.length];
        }
        int candidate = parts[value].select(request, candidateKey, depth + 1);
        if (candidate == NONE) {
            return winner;
        }
        for (int i = depth + 1; i < key.length; i++) {
            if (candidateKey[i] != key[i]) {
                if (candidateKey[i] > key[i]) {
                    return winner;
                }
                System.arraycopy(candidateKey, i, key, i, key.length - i);
                return candidate;
            }
        }
        return winner;
    }

    private Selector part(int instance) {
        return parts[partition.valueOf(cluster.instanceClass(instance))];
    }

    @Override
    void add(int instance) {
        part(instance).add(instance);
    }

    @Override
    void remove(int instance) {
        part(instance).remove(instance);
    }

    @Override
    void changed(int instance) {
        part(instance).changed(instance);
    }

    @Override
    long totalProbes() {
        long total = probes;
        for (Selector part : parts) {
            total += part.totalProbes();
        }
        return total;
    }
}
