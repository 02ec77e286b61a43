package io.ecsim.experiments.bounds;

import io.ecsim.experiments.bounds.PackingProblem.InstanceKind;
import java.util.Arrays;

/**
 * The fewest instances by volume: for each resource, how many of those with the most of it hold the sum of what the tasks
 * want. No packing can do with fewer.
 */
final class VolumeBound {

    /** By resource, the sum over the first n instances with the most of it. */
    private final long[][] sums = new long[PackingProblem.RESOURCES][];

    private final int count;

    VolumeBound(PackingProblem problem) {
        this.count = problem.count();
        for (int resource = 0; resource < sums.length; resource++) {
            sums[resource] = sums(problem, resource);
        }
    }

    private static long[] sums(PackingProblem problem, int resource) {
        long[] amounts = new long[problem.count()];
        int next = 0;
        for (InstanceKind kind : problem.instances()) {
            Arrays.fill(amounts, next, next + kind.count(), kind.amounts()[resource]);
            next += kind.count();
        }
        Arrays.sort(amounts);
        long[] sums = new long[amounts.length + 1];
        for (int taken = 1; taken < sums.length; taken++) {
            sums[taken] = sums[taken - 1] + amounts[amounts.length - taken];
        }
        return sums;
    }

    /** Returns the fewest instances that have these amounts together; all of them where even they do not. */
    int fewest(long[] totals) {
        int fewest = 0;
        for (int resource = 0; resource < totals.length; resource++) {
            int low = fewest;
            int high = count;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sums[resource][middle] >= totals[resource]) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            fewest = low;
        }
        return fewest;
    }
}
