package io.ecsim.schedulers;

import io.ecsim.model.ContainerInstance;
import io.ecsim.schedulers.HandOracle.Held;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The costs of the strategies that look at shares, from a plain list of what is placed. */
final class HandCosts {

    private static final long WHOLE = 1L << 20;
    private static final int RESOURCES = 3;

    private final HandOracle hand;

    HandCosts(HandOracle hand) {
        this.hand = hand;
    }

    /** Returns the cost of each instance under a strategy, by the name of it. */
    ToLongFunction<Integer> of(String strategy, Held task) {
        String argument =
                strategy.contains("(") ? strategy.substring(strategy.indexOf('(') + 1, strategy.length() - 1) : "";
        return switch (strategy.contains("(") ? strategy.substring(0, strategy.indexOf('(')) : strategy) {
            case "best-fit" -> instance -> left(argument, task, instance);
            case "worst-fit" -> instance -> -left(argument, task, instance);
            case "dot-product" -> instance -> -product(task, instance, new long[] {1, 1, 1});
            case "tetris" -> instance -> -10 * product(task, instance, new long[] {1, 1, 1}); // no images here
            case "weighted-dot-product" -> weighted(argument.isEmpty() ? demand(task) : weights(argument), task);
            case "l2-norm" -> instance -> squares(task, instance);
            case "cosine" -> instance -> cosine(task, instance);
            case "least-allocated" -> instance -> -score(task, instance, false);
            case "most-allocated" -> instance -> -score(task, instance, true);
            case "stranding-aware" -> instance -> stranding(Double.parseDouble(argument), task, instance);
            case "lifetime-aware" -> instance -> left("sum", task, instance); // all is empty to who was told of nothing
            case "zone-headroom" -> withoutRoom(task);
            default -> throw new IllegalArgumentException("no costs by hand of " + strategy);
        };
    }

    private ToLongFunction<Integer> weighted(long[] weights, Held task) {
        return instance -> -product(task, instance, weights);
    }

    private static long[] weights(String text) {
        String[] parts = text.split(":");
        return new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])};
    }

    private static long[] wanted(Held task) {
        return new long[] {task.cpuUnits(), task.memoryMiB(), task.gpus() * 1_000L};
    }

    private long[] free(int instance) {
        return new long[] {hand.cpuFree(instance), hand.memoryFree(instance), hand.gpusFree(instance) * 1_000L};
    }

    private long[] registered(int instance) {
        ContainerInstance spec = hand.spec(instance);
        return new long[] {spec.cpuUnits(), spec.memoryMiB(), spec.gpus() * 1_000L};
    }

    private static long share(long amount, long registered) {
        return registered == 0 ? 0 : amount * WHOLE / registered;
    }

    /** Shares left of CPU and memory, and of GPUs if the task wants some. */
    private long[] leftShares(Held task, int instance) {
        long[] left = new long[task.gpus() > 0 ? RESOURCES : RESOURCES - 1];
        for (int r = 0; r < left.length; r++) {
            left[r] = share(free(instance)[r] - wanted(task)[r], registered(instance)[r]);
        }
        return left;
    }

    private long left(String measure, Held task, int instance) {
        long sum = 0;
        long max = 0;
        long product = 1;
        for (long left : leftShares(task, instance)) {
            sum += left;
            max = Math.max(max, left);
            product *= left;
        }
        return switch (measure) {
            case "cpu" -> hand.cpuFree(instance);
            case "memory" -> hand.memoryFree(instance);
            case "gpu" -> hand.gpusFree(instance);
            case "sum" -> sum;
            case "max" -> max;
            default -> product;
        };
    }

    private long product(Held task, int instance, long[] weights) {
        long sum = 0;
        for (int r = 0; r < RESOURCES; r++) {
            long registered = registered(instance)[r];
            sum += weights[r] * share(wanted(task)[r], registered) * share(free(instance)[r], registered);
        }
        return sum;
    }

    /** Reserved with the task, of all that is registered on instances that may receive tasks. */
    private long[] demand(Held task) {
        long[] all = new long[RESOURCES];
        long[] used = wanted(task);
        for (int i = 0; i < hand.status.length; i++) {
            if (hand.eligible(i)) {
                for (int r = 0; r < RESOURCES; r++) {
                    all[r] += registered(i)[r];
                    used[r] += registered(i)[r] - free(i)[r];
                }
            }
        }
        return new long[] {share(used[0], all[0]), share(used[1], all[1]), share(used[2], all[2])};
    }

    private long squares(Held task, int instance) {
        long sum = 0;
        for (long left : leftShares(task, instance)) {
            sum += left * left;
        }
        return sum;
    }

    private long cosine(Held task, int instance) {
        double wanted = 0;
        double free = 0;
        for (int r = 0; r < RESOURCES; r++) {
            long registered = registered(instance)[r];
            wanted += (double) share(wanted(task)[r], registered) * share(wanted(task)[r], registered);
            free += (double) share(free(instance)[r], registered) * share(free(instance)[r], registered);
        }
        if (wanted == 0 || free == 0) {
            return 0;
        }
        double cosine = product(task, instance, new long[] {1, 1, 1}) / (Math.sqrt(wanted) * Math.sqrt(free));
        return -Math.round(cosine * (1L << 30));
    }

    private long score(Held task, int instance, boolean most) {
        long sum = 0;
        for (int r = 0; r < 2; r++) {
            long left = free(instance)[r] - wanted(task)[r];
            long registered = registered(instance)[r];
            sum += (most ? registered - left : left) * 100 / registered;
        }
        return sum / 2;
    }

    private long stranding(double weight, Held task, int instance) {
        long before = 0;
        long after = 0;
        long sum = 0;
        long leastBefore = Long.MAX_VALUE;
        long leastAfter = Long.MAX_VALUE;
        long[] left = leftShares(task, instance);
        for (int r = 0; r < left.length; r++) {
            leastBefore = Math.min(leastBefore, share(free(instance)[r], registered(instance)[r]));
            leastAfter = Math.min(leastAfter, left[r]);
        }
        for (int r = 0; r < left.length; r++) {
            before += share(free(instance)[r], registered(instance)[r]) - leastBefore;
            after += left[r] - leastAfter;
            sum += left[r];
        }
        long percent = Math.round(weight * 100);
        return percent * (after - before) + (100 - percent) * sum;
    }

    /** The tasks of the largest zone that would find no room elsewhere once the task is on an instance. */
    private ToLongFunction<Integer> withoutRoom(Held task) {
        Map<String, long[]> zones = new TreeMap<>();
        long[] all = new long[RESOURCES];
        for (int i = 0; i < hand.status.length; i++) {
            long[] zone = zones.computeIfAbsent(zone(i), name -> new long[RESOURCES + 1]);
            for (int r = 0; r < RESOURCES && hand.eligible(i); r++) {
                all[r] += registered(i)[r];
                zone[r] += registered(i)[r] - free(i)[r];
            }
            zone[RESOURCES] += hand.eligible(i) ? hand.on(i).size() : 0;
        }
        String found = "";
        long most = -1;
        for (String name : hand.zoneOrder()) {
            long[] zone = zones.getOrDefault(name, new long[RESOURCES + 1]);
            long load = Math.max(share(zone[0], all[0]), share(zone[1], all[1]));
            if (load > most) {
                most = load;
                found = name;
            }
        }
        String largest = found;
        long[] lost = zones.getOrDefault(largest, new long[RESOURCES + 1]);
        long tasks = lost[RESOURCES];
        long roomNow = 0;
        for (int i = 0; i < hand.status.length; i++) {
            roomNow +=
                    tasks > 0 && hand.eligible(i) && !zone(i).equals(largest) ? room(i, lost, new long[RESOURCES]) : 0;
        }
        long room = roomNow;
        return instance -> {
            if (tasks == 0) {
                return 0;
            }
            if (zone(instance).equals(largest)) {
                return Math.max(0, tasks + 1 - room);
            }
            long others = room - room(instance, lost, new long[RESOURCES]);
            return Math.max(0, tasks - others - room(instance, lost, wanted(task)));
        };
    }

    private static long room(long[] free, long[] lost) {
        long room = 1L << 32;
        for (int r = 0; r < RESOURCES; r++) {
            if (lost[r] > 0) {
                long mean = (lost[r] + lost[RESOURCES] - 1) / lost[RESOURCES];
                room = Math.min(room, free[r] / mean);
            }
        }
        return room;
    }

    private long room(int instance, long[] lost, long[] taken) {
        long[] left = free(instance);
        for (int r = 0; r < RESOURCES; r++) {
            left[r] -= taken[r];
        }
        return room(left, lost);
    }

    private String zone(int instance) {
        return hand.spec(instance).attributes().getOrDefault("ecs.availability-zone", "");
    }
}
