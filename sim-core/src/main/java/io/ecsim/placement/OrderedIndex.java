package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceView;
import java.util.Arrays;

/**
 * Members in order of (cost, rank) for a ranking whose cost ignores the request: the first that fits is the answer, for
 * any integer sizes. Entries lie in sorted blocks; each block knows the most CPU and memory free in it, so that blocks
 * where nothing can fit are passed over unread.
 */
final class OrderedIndex extends Selector {

    private static final int RANK_BITS = 24;
    private static final int RANK_MASK = (1 << RANK_BITS) - 1;
    private static final long ABSENT = -1;

    private final ClusterState cluster;
    private final Feasibility feasibility;
    private final StateRanking ranking;
    private final int costs;
    private final InstanceView view;
    private final SortedBlocks blocks = new SortedBlocks();
    private final long[] keys;
    private int[] instanceOfRank = new int[64];

    /**
     * Makes an empty index.
     *
     * @param costs how many costs the answer's key carries: 1 for a strategy, 0 for the bare order of registration
     */
    OrderedIndex(ClusterState cluster, Feasibility feasibility, StateRanking ranking, int costs) {
        this.cluster = cluster;
        this.feasibility = feasibility;
        this.ranking = ranking;
        this.costs = costs;
        this.view = cluster.newView();
        this.keys = new long[cluster.instances()];
        Arrays.fill(keys, ABSENT);
    }

    private long key(long cost, int rank) {
        return (cost + StateRanking.COST_BOUND) << RANK_BITS | rank;
    }

    private long keyNow(int instance) {
        int rank = cluster.rank(instance);
        long cost = ranking.cost(view.at(instance));
        if (cost <= -StateRanking.COST_BOUND || cost >= StateRanking.COST_BOUND || rank > RANK_MASK) {
            throw new IllegalStateException("cost " + cost + " or rank " + rank + " is beyond what an index holds");
        }
        return key(cost, rank);
    }

    @Override
    int select(Request request, long[] key, int depth) {
        int cpu = request.cpuUnits();
        int memory = request.memoryMiB();
        blocks.seek(key(ranking.leastCost(request), 0), cpu, memory);
        while (blocks.next()) {
            int instance = instanceOfRank[(int) blocks.key() & RANK_MASK];
            if (request.isOfCpuAndMemory() || feasibility.fitsMember(request, instance)) {
                long found = blocks.key();
                probes += blocks.takeProbes();
                return request.ofService() ? fewestOfService(request, found, key, depth) : answer(found, 0, key, depth);
            }
        }
        probes += blocks.takeProbes();
        return NONE;
    }

    /** R1.30: among members of equal cost, the one with fewest tasks of the service, then rank. */
    private int fewestOfService(Request request, long first, long[] key, int depth) {
        long best = first;
        int fewest = cluster.tasksOfGroup(request.group(), instanceOfRank[(int) first & RANK_MASK]);
        while (fewest > 0 && blocks.next() && blocks.key() >> RANK_BITS == first >> RANK_BITS) {
            int instance = instanceOfRank[(int) blocks.key() & RANK_MASK];
            int count = cluster.tasksOfGroup(request.group(), instance);
            if (count < fewest && feasibility.fitsMember(request, instance)) {
                fewest = count;
                best = blocks.key();
            }
        }
        probes += blocks.takeProbes();
        return answer(best, fewest, key, depth);
    }

    private int answer(long found, int count, long[] key, int depth) {
        int at = depth;
        if (costs == 1) {
            key[at++] = (found >> RANK_BITS) - StateRanking.COST_BOUND;
        }
        int rank = (int) found & RANK_MASK;
        key[at] = count;
        key[at + 1] = rank;
        return instanceOfRank[rank];
    }

    @Override
    void add(int instance) {
        int rank = cluster.rank(instance);
        if (rank >= instanceOfRank.length) {
            instanceOfRank = Arrays.copyOf(instanceOfRank, Math.max(rank + 1, instanceOfRank.length * 2));
        }
        instanceOfRank[rank] = instance;
        keys[instance] = keyNow(instance);
        blocks.insert(keys[instance], cluster.cpuFree(instance), cluster.memoryFree(instance));
    }

    @Override
    void remove(int instance) {
        blocks.remove(keys[instance]);
        keys[instance] = ABSENT;
    }

    @Override
    void changed(int instance) {
        long before = keys[instance];
        long after = keyNow(instance);
        keys[instance] = after;
        blocks.move(before, after, cluster.cpuFree(instance), cluster.memoryFree(instance));
    }
}
