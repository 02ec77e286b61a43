package io.ecsim.placement;

import java.util.Arrays;

/**
 * The members of an index by what one demand costs on each: the cheapest is at the root, in a tree where each node holds
 * the better of its two children. Equal costs fall to the member with fewer tasks of the service, then to the lower rank
 * (R1.30). A changed member costs one path to the root.
 */
final class Tournament {

    /** The cost of a member that cannot take the task. */
    static final long INFEASIBLE = Long.MAX_VALUE;

    /** By member. */
    private final long[] costs;

    /** By member: tasks of the service there; empty where the demand is no service's. */
    private final int[] counts;

    /** By node: the best member below it; node 1 is the root, the children of node n are 2n and 2n + 1. */
    private final int[] winners;

    private final int leaves;

    /** By member, shared by all tournaments of an index. */
    private final int[] ranks;

    /** Up to which position of the change log the costs are those of now; {@link ChangeLog#NEVER_READ}: none are. */
    long readTo = ChangeLog.NEVER_READ;

    /** Where the change log ended when the demand was asked for last. */
    long askedAt;

    /**
     * Makes a tournament of members of whom none can take the task.
     *
     * @param leaves a power of two, at least 2 and at least the number of members
     */
    Tournament(int leaves, boolean ofService, int[] ranks) {
        this.leaves = leaves;
        this.ranks = ranks;
        costs = new long[leaves];
        Arrays.fill(costs, INFEASIBLE);
        counts = new int[ofService ? leaves : 0];
        winners = new int[leaves];
        rebuild();
    }

    /** Sets what a member costs; {@link #update} or {@link #rebuild} must follow. */
    void set(int member, long cost, int count) {
        costs[member] = cost;
        if (counts.length > 0) {
            counts[member] = count;
        }
    }

    /** Plays the matches of one member again. */
    void update(int member) {
        int node = leaves + member >>> 1;
        int left = member & ~1;
        int winner = better(left, left + 1) ? left : left + 1;
        while (true) {
            int before = winners[node];
            winners[node] = winner;
            if (node == 1 || before == winner && winner != member) {
                return;
            }
            int other = winners[node ^ 1];
            winner = better(winner, other) ? winner : other;
            node >>>= 1;
        }
    }

    /** Plays all matches. */
    void rebuild() {
        for (int node = leaves - 1; node >= 1; node--) {
            int left = node >= leaves / 2 ? 2 * node - leaves : winners[2 * node];
            int right = node >= leaves / 2 ? 2 * node + 1 - leaves : winners[2 * node + 1];
            winners[node] = better(left, right) ? left : right;
        }
    }

    private boolean better(int one, int other) {
        if (costs[one] != costs[other]) {
            return costs[one] < costs[other];
        }
        if (counts.length > 0 && counts[one] != counts[other]) {
            return counts[one] < counts[other];
        }
        return ranks[one] < ranks[other];
    }

    /** Returns the best member; it cannot take the task either where its cost is {@link #INFEASIBLE}. */
    int winner() {
        return winners[1];
    }

    long cost(int member) {
        return costs[member];
    }

    int count(int member) {
        return counts.length > 0 ? counts[member] : 0;
    }
}
