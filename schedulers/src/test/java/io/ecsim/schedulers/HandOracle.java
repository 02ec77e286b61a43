package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceStatus;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.HostPort;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Placement as the rules say it, from a plain list of what is placed: slow, with books of its own. */
final class HandOracle {

    /** A task on an instance, with the amounts it took. */
    record Held(int instance, RandomWorld.Kind kind, int cpuUnits, int memoryMiB, int gpus) {}

    private final List<Held> held = new ArrayList<>();
    private final List<List<Held>> byInstance = new ArrayList<>();
    final InstanceStatus[] status;
    final boolean[] connected;
    final int[] rank;
    private final List<ContainerInstance> instances;
    private int nextRank;

    HandOracle(List<ContainerInstance> instances) {
        this.instances = instances;
        status = new InstanceStatus[instances.size()];
        connected = new boolean[instances.size()];
        rank = new int[instances.size()];
        for (int i = 0; i < instances.size(); i++) {
            byInstance.add(new ArrayList<>());
            register(i);
        }
    }

    int tasks() {
        return held.size();
    }

    Held task(int position) {
        return held.get(position);
    }

    void add(Held task) {
        held.add(task);
        byInstance.get(task.instance()).add(task);
    }

    void remove(int position) {
        Held gone = held.remove(position);
        byInstance.get(gone.instance()).remove(gone);
    }

    void register(int instance) {
        status[instance] = InstanceStatus.ACTIVE;
        connected[instance] = true;
        rank[instance] = nextRank++;
    }

    int cpuFree(int instance) {
        return instances.get(instance).cpuUnits() - (int) sum(instance, Held::cpuUnits);
    }

    int memoryFree(int instance) {
        return instances.get(instance).memoryMiB() - (int) sum(instance, Held::memoryMiB);
    }

    int gpusFree(int instance) {
        return instances.get(instance).gpus() - (int) sum(instance, Held::gpus);
    }

    int eniFree(int instance) {
        return instances.get(instance).eniSlots()
                - (int) sum(instance, task -> task.kind().demand().eniSlots());
    }

    int licencesFree(int instance) {
        return instances.get(instance).extra().getOrDefault("licence", 0)
                - (int) sum(instance, task -> task.kind().demand().extra().size());
    }

    List<HostPort> portsInUse(int instance) {
        List<HostPort> ports = new ArrayList<>(instances.get(instance).reservedPorts());
        on(instance).forEach(task -> ports.addAll(task.kind().demand().hostPorts()));
        return ports;
    }

    private long sum(int instance, ToLongFunction<Held> amount) {
        long sum = 0;
        for (Held task : on(instance)) {
            sum += amount.applyAsLong(task);
        }
        return sum;
    }

    List<Held> on(int instance) {
        return byInstance.get(instance);
    }

    private long tasksOfGroup(int instance, String group) {
        return sum(instance, task -> task.kind().group().equals(group) ? 1 : 0);
    }

    boolean feasible(Held task, int instance) {
        RandomWorld.Kind kind = task.kind();
        return eligible(instance)
                && cpuFree(instance) >= task.cpuUnits()
                && memoryFree(instance) >= task.memoryMiB()
                && gpusFree(instance) >= task.gpus()
                && eniFree(instance) >= kind.demand().eniSlots()
                && licencesFree(instance) >= kind.demand().extra().size()
                && Collections.disjoint(portsInUse(instance), kind.demand().hostPorts())
                && rulesAllow(kind, instance);
    }

    private boolean rulesAllow(RandomWorld.Kind kind, int instance) {
        List<String> groups = new ArrayList<>();
        on(instance).forEach(there -> groups.add(there.kind().group()));
        for (RandomWorld.Rule rule : kind.rules()) {
            if (!rule.verdict().allows(instances.get(instance), groups, kind.group())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the legal instances under a chain, the pinned one (R1.30) first; where a choice of unpinned law ends the
     * chain, all that are left to it, in order of registration.
     */
    List<Integer> legal(Held task, List<String> strategies) {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            if (feasible(task, i)) {
                left.add(i);
            }
        }
        left.sort(Comparator.comparingInt(i -> rank[i]));
        for (String strategy : strategies) {
            if (isChoice(strategy)) {
                return left;
            }
            if (strategy.startsWith("weighted(")) {
                keepLeastSum(left, strategy, task);
                continue;
            }
            ToLongFunction<Integer> cost = cost(strategy, task);
            Map<Integer, Long> costs = new TreeMap<>();
            left.forEach(instance -> costs.put(instance, cost.applyAsLong(instance)));
            long least = costs.isEmpty() ? 0 : Collections.min(costs.values());
            left.removeIf(instance -> costs.get(instance) != least);
        }
        if (task.kind().service()) {
            left.sort(Comparator.comparingLong(i -> tasksOfGroup(i, task.kind().group())));
        }
        return left;
    }

    static boolean isChoice(String strategy) {
        return List.of("random", "round-robin", "next-fit", "power-of-two", "gpu-random")
                        .contains(strategy)
                || strategy.startsWith("power-of-k(");
    }

    private ToLongFunction<Integer> cost(String strategy, Held task) {
        String group = task.kind().group();
        return switch (strategy) {
            case "binpack(cpu)" -> instance -> cpuFree(instance) - task.cpuUnits();
            case "binpack(memory)" -> instance -> memoryFree(instance) - task.memoryMiB();
            case "first-fit" -> instance -> rank[instance];
            case "spread(instanceId)" -> instance -> tasksOfGroup(instance, group);
            case "image-locality" -> instance -> 0; // every image is everywhere in these worlds
            case "fgd", "fgd-cpu-memory" -> instance -> 0; // nothing is known of the tasks of these worlds
            case "gpu-packing" -> instance -> task.gpus() == 0 ? 0 : -packing(task, instance);
            case "gpu-clustering" -> instance -> task.gpus() == 0 ? 0 : -company(task, instance);
            case "gpu-best-fit" -> instance -> -fullness(task, instance);
            case "gpu-dot-product" -> instance -> -misfit(task, instance);
            default ->
                strategy.startsWith("spread(attribute:")
                        ? tasksOfValue(group, strategy.substring("spread(attribute:".length(), strategy.length() - 1))
                        : new HandCosts(this).of(strategy, task);
        };
    }

    private ToLongFunction<Integer> tasksOfValue(String group, String attribute) {
        Map<String, Long> tasks = new TreeMap<>();
        for (Held task : held) {
            if (task.kind().group().equals(group)) {
                tasks.merge(value(task.instance(), attribute), 1L, Long::sum);
            }
        }
        return instance -> tasks.getOrDefault(value(instance, attribute), 0L);
    }

    private String value(int instance, String attribute) {
        return instances.get(instance).attributes().getOrDefault(attribute, "");
    }

    /** Keeps the instances of the least weighted sum of costs, each brought to 0 to 1 over those left. */
    private void keepLeastSum(List<Integer> left, String strategy, Held task) {
        Map<Integer, Double> sums = new TreeMap<>();
        left.forEach(instance -> sums.put(instance, 0.0));
        for (String term :
                strategy.substring("weighted(".length(), strategy.length() - 1).split(" \\+ ")) {
            double weight = Double.parseDouble(term.substring(0, term.indexOf('*')));
            ToLongFunction<Integer> cost = cost(term.substring(term.indexOf('*') + 1), task);
            long least = left.stream().mapToLong(cost).min().orElse(0);
            long most = left.stream().mapToLong(cost).max().orElse(0);
            for (int instance : left) {
                double part =
                        most == least ? 0 : (cost.applyAsLong(instance) - (double) least) / ((double) most - least);
                sums.merge(instance, weight * part, Double::sum);
            }
        }
        double least = sums.isEmpty() ? 0 : Collections.min(sums.values());
        left.removeIf(instance -> sums.get(instance) != least);
    }

    /** Whole GPUs alone: a free instance scores up to 33, a used one up to 50. */
    private long packing(Held task, int instance) {
        int free = gpusFree(instance);
        return free == instances.get(instance).gpus() ? Math.max(33 - free, free) : Math.max(50 - task.gpus(), 33);
    }

    private long company(Held task, int instance) {
        List<Integer> there = on(instance).stream()
                .map(Held::gpus)
                .filter(gpus -> gpus > 0)
                .distinct()
                .toList();
        int base = there.isEmpty() ? 25 : 0;
        if (there.contains(task.gpus())) {
            base = there.size() == 1 ? 75 : 50;
        }
        return base + 25L * (8 - gpusFree(instance)) / 8;
    }

    /** Shares of 128 vCPU and 8 GPUs. */
    private long fullness(Held task, int instance) {
        double cpu = (cpuFree(instance) - task.cpuUnits()) / 131_072.0;
        double gpu = (gpusFree(instance) - task.gpus()) * 1000 / 8000.0;
        return (long) ((1 - (cpu / 2 + gpu / 2)) * 100);
    }

    private long misfit(Held task, int instance) {
        double cpu = cpuFree(instance) / 131_072.0 * (task.cpuUnits() / 131_072.0);
        double gpu = gpusFree(instance) / 8.0 * (task.gpus() / 8.0);
        return (long) (100 * (1 - (cpu + gpu) / 2));
    }

    ContainerInstance spec(int instance) {
        return instances.get(instance);
    }

    boolean eligible(int instance) {
        return status[instance] == InstanceStatus.ACTIVE && connected[instance];
    }

    /** Returns the zones in order of name, instances without one last. */
    List<String> zoneOrder() {
        TreeSet<String> zones = new TreeSet<>();
        instances.forEach(each -> zones.add(each.attributes().getOrDefault("ecs.availability-zone", "")));
        List<String> order = new ArrayList<>(zones);
        order.remove("");
        order.add("");
        return order;
    }
}
