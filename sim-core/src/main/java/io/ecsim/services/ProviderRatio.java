package io.ecsim.services;

import io.ecsim.cluster.Task;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.placement.StrategySplit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Keeps the ratio of a capacity provider strategy when tasks are stopped (R5.6): each victim is a task of the provider that
 * is most above its share, and which one is chosen as without providers. Where too few of a provider may be stopped, others
 * make up for it.
 */
final class ProviderRatio implements VictimChoice {

    private final VictimChoice choice;
    private final List<CapacityProviderStrategyItem> strategy;

    /**
     * Makes the choice for a service.
     *
     * @param choice which tasks of a provider are stopped
     * @param strategy of the service
     */
    ProviderRatio(VictimChoice choice, List<CapacityProviderStrategyItem> strategy) {
        this.choice = choice;
        this.strategy = strategy;
    }

    @Override
    public List<Task> victims(Collection<Task> tasks, Predicate<Task> mayStop, Predicate<Task> sound, int count) {
        if (count <= 0) {
            return List.of();
        }
        int[] bound = new int[strategy.size()];
        int[] stoppable = new int[strategy.size()];
        for (Task task : tasks) {
            int entry = entry(task);
            if (entry >= 0) {
                bound[entry]++;
                stoppable[entry] += mayStop.test(task) ? 1 : 0;
            }
        }
        Map<Integer, Integer> shares = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int entry = next(bound, stoppable);
            if (entry < 0) {
                break;
            }
            bound[entry]--;
            stoppable[entry]--;
            shares.merge(entry, 1, Integer::sum);
        }
        List<Task> victims = new ArrayList<>();
        shares.forEach((entry, share) -> victims.addAll(
                choice.victims(tasks, task -> entry(task) == entry && mayStop.test(task), sound, share)));
        if (victims.size() < count) { // protected ones, or tasks of another strategy
            victims.addAll(choice.victims(
                    tasks, task -> mayStop.test(task) && !victims.contains(task), sound, count - victims.size()));
        }
        return victims;
    }

    /** Returns the entry most above its share of which a task may be stopped, or -1. */
    private int next(int[] bound, int[] stoppable) {
        int[] left = bound.clone();
        while (true) {
            int entry = StrategySplit.mostAbove(strategy, left);
            if (entry < 0 || stoppable[entry] > 0) {
                return entry;
            }
            left[entry] = 0;
        }
    }

    private int entry(Task task) {
        for (int entry = 0; entry < strategy.size(); entry++) {
            if (strategy.get(entry).capacityProvider().equals(task.capacityProvider())) {
                return entry;
            }
        }
        return -1;
    }
}
