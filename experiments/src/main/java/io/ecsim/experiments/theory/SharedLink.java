package io.ecsim.experiments.theory;

import java.util.Arrays;
import java.util.List;

/**
 * One resource shared by classes of tasks of different size, without a queue: the recursion of Kaufman (IEEE
 * Transactions on Communications, 1981) and Roberts (1981). Exact for Poisson arrivals and any law of service.
 *
 * @param capacity units of the resource, at least 1
 * @param classes at least one
 */
public record SharedLink(int capacity, List<TaskClass> classes) {

    /**
     * A class of tasks.
     *
     * @param size units that one task takes, at least 1
     * @param load arrival rate times mean service time (Erlang), above 0
     */
    public record TaskClass(int size, double load) {

        public TaskClass {
            if (size < 1) {
                throw new IllegalArgumentException("size must be at least 1, was " + size);
            }
            Loads.requirePositive("load", load);
        }
    }

    public SharedLink {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, was " + capacity);
        }
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("a shared link needs a class of tasks");
        }
        classes = List.copyOf(classes);
    }

    /** Returns the probability of each number of busy units, 0 to the capacity. */
    public double[] occupancy() {
        double[] weight = new double[capacity + 1];
        weight[0] = 1;
        double total = 1;
        for (int busy = 1; busy <= capacity; busy++) {
            double sum = 0;
            for (TaskClass tasks : classes) {
                if (tasks.size() <= busy) {
                    sum += tasks.size() * tasks.load() * weight[busy - tasks.size()];
                }
            }
            weight[busy] = sum / busy;
            total += weight[busy];
            if (total > 1e200) {
                scale(weight, 1 / total);
                total = 1;
            }
        }
        scale(weight, 1 / total);
        return weight;
    }

    /** Returns for each class, in order, the probability that an arrival does not find enough free units. */
    public double[] blocking() {
        double[] occupancy = occupancy();
        return classes.stream()
                .mapToDouble(tasks -> Arrays.stream(occupancy, Math.max(0, capacity - tasks.size() + 1), capacity + 1)
                        .sum())
                .toArray();
    }

    /** Returns the mean share of the units that is busy, 0 to 1. */
    public double meanOccupancy() {
        double[] occupancy = occupancy();
        double mean = 0;
        for (int busy = 1; busy <= capacity; busy++) {
            mean += busy * occupancy[busy];
        }
        return mean / capacity;
    }

    private static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }
}
