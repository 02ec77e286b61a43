package io.ecsim.experiments.bounds;

import io.ecsim.experiments.bounds.PackingProblem.InstanceKind;
import io.ecsim.experiments.bounds.PackingProblem.TaskKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Vector packing from scratch, as if every task could be moved at no cost: the best of first fit decreasing by the
 * greatest share, by the sum and by the product of shares, over instances in two orders (Panigrahy et al., "Heuristics for
 * Vector Bin Packing", 2011). What it needs can be reached by moving tasks; the optimum lies between it and the bounds.
 */
final class Repacking {

    private final PackingProblem problem;
    private final List<List<Integer>> instanceOrders;
    private final List<Comparator<Integer>> taskOrders;

    Repacking(PackingProblem problem) {
        this.problem = problem;
        this.instanceOrders = List.of(
                order(Comparator.comparingDouble(kind -> -size(kind))),
                order(Comparator.comparingDouble(
                        kind -> problem.instances().get(kind).microUsdPerHour() / size(kind))));
        this.taskOrders = List.of(
                Comparator.comparingDouble(task -> -shares(task).max().orElse(0)),
                Comparator.comparingDouble(task -> -shares(task).sum()),
                Comparator.comparingDouble(
                        task -> -shares(task).filter(share -> share > 0).reduce(1, (a, b) -> a * b)));
    }

    /**
     * What a packing needs.
     *
     * @param instances instances with a task
     * @param microUsdPerHour their price in millionths of a US dollar an hour
     * @param held whether all tasks found room
     */
    record Need(int instances, long microUsdPerHour, boolean held) {}

    private List<Integer> order(Comparator<Integer> by) {
        return IntStream.range(0, problem.instances().size()).boxed().sorted(by).toList();
    }

    private double size(int kind) {
        double size = 0;
        for (int resource = 0; resource < PackingProblem.RESOURCES; resource++) {
            long largest = problem.largest(resource);
            size += largest == 0 ? 0 : (double) problem.instances().get(kind).amounts()[resource] / largest;
        }
        return size;
    }

    private DoubleStream shares(int task) {
        return IntStream.range(0, PackingProblem.RESOURCES)
                .filter(resource -> problem.largest(resource) > 0)
                .mapToDouble(
                        resource -> (double) problem.tasks().get(task).amounts()[resource] / problem.largest(resource));
    }

    /** Returns the packing with the fewest instances that was found for so many tasks of each kind. */
    Need fewest(int[] counts) {
        return best(counts, Comparator.comparingLong(Need::instances));
    }

    /** Returns the cheapest packing that was found for so many tasks of each kind. */
    Need cheapest(int[] counts) {
        return best(counts, Comparator.comparingLong(Need::microUsdPerHour));
    }

    private Need best(int[] counts, Comparator<Need> by) {
        List<Need> found = new ArrayList<>();
        for (List<Integer> instances : instanceOrders) {
            for (Comparator<Integer> tasks : taskOrders) {
                found.add(pack(counts, instances, tasks));
            }
        }
        return found.stream()
                .min(Comparator.comparing((Need need) -> !need.held()).thenComparing(by))
                .orElseThrow();
    }

    private Need pack(int[] counts, List<Integer> instances, Comparator<Integer> order) {
        List<Integer> tasks = IntStream.range(0, counts.length)
                .filter(task -> counts[task] > 0)
                .boxed()
                .sorted(order)
                .toList();
        int[] left = counts.clone();
        int used = 0;
        long price = 0;
        for (int kind : instances) {
            InstanceKind instance = problem.instances().get(kind);
            for (int i = 0; i < instance.count() && anyLeft(tasks, left); i++) {
                if (fill(instance, kind, tasks, left)) {
                    used++;
                    price += instance.microUsdPerHour();
                } else {
                    break; // nor will the next of this kind take any of them
                }
            }
        }
        return new Need(used, price, !anyLeft(tasks, left));
    }

    /** First fit decreasing, instance by instance: an instance takes all that an order of tasks can put there. */
    private boolean fill(InstanceKind instance, int kind, List<Integer> tasks, int[] left) {
        long[] free = instance.amounts().clone();
        FreeGpus gpus = new FreeGpus(free[PackingProblem.GPU]);
        boolean any = false;
        for (int number : tasks) {
            TaskKind task = problem.tasks().get(number);
            if (left[number] == 0 || !task.allowed()[kind]) {
                continue;
            }
            long fit = left[number];
            for (int resource = 0; resource < free.length; resource++) {
                long amount = task.amounts()[resource];
                fit = amount == 0 ? fit : Math.min(fit, free[resource] / amount);
            }
            fit = gpus.take(task.amounts()[PackingProblem.GPU], fit);
            for (int resource = 0; resource < free.length; resource++) {
                free[resource] -= fit * task.amounts()[resource];
            }
            left[number] -= (int) fit;
            any |= fit > 0;
        }
        return any;
    }

    private boolean anyLeft(List<Integer> tasks, int[] left) {
        for (int task : tasks) {
            if (left[task] > 0 && !problem.tasks().get(task).fitsNowhere()) {
                return true;
            }
        }
        return false;
    }
}
