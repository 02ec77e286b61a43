package io.ecsim.experiments.bounds;

import java.util.stream.IntStream;

/**
 * The fewest instances by the sizes of single tasks: two tasks that each want more than half of the largest instance
 * cannot share one (bound L2 of Martello and Toth, "Lower bounds and reduction procedures for the bin packing problem",
 * Discrete Applied Mathematics 1990, in each resource by itself, with the largest instance for every one).
 */
final class ItemBound {

    private final PackingProblem problem;

    ItemBound(PackingProblem problem) {
        this.problem = problem;
    }

    /** Returns the bound for so many tasks of each kind; at most the number of instances. */
    int fewest(int[] counts) {
        int fewest = 0;
        for (int resource = 0; resource < PackingProblem.RESOURCES; resource++) {
            long size = problem.largest(resource);
            if (size == 0) {
                continue;
            }
            int at = resource;
            long[] thresholds = IntStream.range(0, counts.length)
                    .filter(task -> counts[task] > 0)
                    .mapToLong(task -> problem.tasks().get(task).amounts()[at])
                    .filter(amount -> amount * 2 <= size)
                    .distinct()
                    .toArray();
            fewest = Math.max(fewest, fewest(counts, resource, size, 0));
            for (long threshold : thresholds) {
                fewest = Math.max(fewest, fewest(counts, resource, size, threshold));
            }
        }
        return Math.min(fewest, problem.count());
    }

    private int fewest(int[] counts, int resource, long size, long threshold) {
        long alone = 0;
        long overHalf = 0;
        long besideThem = 0;
        long small = 0;
        for (int task = 0; task < counts.length; task++) {
            long amount = problem.tasks().get(task).amounts()[resource];
            if (amount > size - threshold) {
                alone += counts[task];
            } else if (amount * 2 > size) {
                overHalf += counts[task];
                besideThem += counts[task] * (size - amount);
            } else if (amount >= threshold) {
                small += counts[task] * amount;
            }
        }
        long more = Math.max(0, small - besideThem);
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, alone + overHalf + (more + size - 1) / size));
    }
}
