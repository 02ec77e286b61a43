package io.ecsim.experiments.bounds;

import java.util.List;

/**
 * What can hold what: kinds of instances and kinds of tasks, each as amounts of the same resources. Needs of single tasks
 * among each other (host ports, {@code distinctInstance}, named resources) are left out, so a bound on this problem is a
 * bound on the true one.
 *
 * @param instances kinds of instances, at least one
 * @param tasks kinds of tasks
 */
record PackingProblem(List<InstanceKind> instances, List<TaskKind> tasks) {

    /** CPU units, MiB, thousandths of GPUs, network interfaces. */
    static final int RESOURCES = 4;

    /** Which of them is GPUs. */
    static final int GPU = 2;

    /** Thousandths of a GPU. */
    static final int WHOLE_GPU = 1000;

    /**
     * Instances with equal amounts that equal tasks may go to.
     *
     * @param amounts of each resource
     * @param count how many there are, at least 1
     * @param microUsdPerHour price of one in millionths of a US dollar an hour
     */
    record InstanceKind(long[] amounts, int count, long microUsdPerHour) {}

    /**
     * Tasks with equal needs.
     *
     * @param amounts of each resource
     * @param allowed by kind of instance, whether an empty one may take such a task
     */
    record TaskKind(long[] amounts, boolean[] allowed) {

        /** Returns whether such a task shares a GPU with others; it asks for less than a whole one then. */
        boolean sharesGpu() {
            return amounts[GPU] % WHOLE_GPU != 0;
        }

        /** Returns whether no instance could ever take such a task. */
        boolean fitsNowhere() {
            for (boolean there : allowed) {
                if (there) {
                    return false;
                }
            }
            return true;
        }
    }

    PackingProblem {
        instances = List.copyOf(instances);
        tasks = List.copyOf(tasks);
    }

    /** Returns how many instances there are. */
    int count() {
        return instances.stream().mapToInt(InstanceKind::count).sum();
    }

    /** Returns the price of all of them in millionths of a US dollar an hour. */
    long microUsdPerHour() {
        return instances.stream()
                .mapToLong(kind -> kind.count() * kind.microUsdPerHour())
                .sum();
    }

    /** Returns the most of a resource that any instance has. */
    long largest(int resource) {
        return instances.stream()
                .mapToLong(kind -> kind.amounts()[resource])
                .max()
                .orElse(0);
    }

    /** Returns the amounts that so many tasks of each kind want together. */
    long[] totals(int[] counts) {
        long[] totals = new long[RESOURCES];
        for (int task = 0; task < counts.length; task++) {
            for (int resource = 0; resource < RESOURCES; resource++) {
                totals[resource] += counts[task] * tasks.get(task).amounts()[resource];
            }
        }
        return totals;
    }
}
