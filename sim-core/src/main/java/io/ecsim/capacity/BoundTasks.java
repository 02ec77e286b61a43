package io.ecsim.capacity;

import io.ecsim.cluster.Task;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.placement.StrategySplit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Binds tasks to the entries of capacity provider strategies (R5.4, R5.5). The tasks that are shared out together are those
 * of one deployment, of one call of RunTask, or all that a workload runs of one definition; what has been told to stop
 * does not count any more.
 */
public final class BoundTasks {

    /** The tasks that each entry has. */
    private record Share(int[] tasks) {}

    private record Binding(Task task, Share share, int entry) {}

    private final Map<String, Share> shares = new LinkedHashMap<>();
    private final Map<Integer, Binding> byRow = new LinkedHashMap<>();

    /**
     * Returns the providers of the next tasks.
     *
     * @param together names the tasks that are shared out together
     * @param count how many tasks, at least 1
     */
    public List<String> next(String together, List<CapacityProviderStrategyItem> strategy, int count) {
        int[] tasks = share(together, strategy).tasks.clone();
        List<String> providers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int entry = StrategySplit.next(strategy, tasks);
            tasks[entry]++;
            providers.add(strategy.get(entry).capacityProvider());
        }
        return providers;
    }

    /** What is shared out under a name begins anew, as with each call of RunTask. */
    public void beginAnew(String together) {
        shares.remove(together);
    }

    private Share share(String together, List<CapacityProviderStrategyItem> strategy) {
        return shares.computeIfAbsent(together, name -> new Share(new int[strategy.size()]));
    }

    /** A task has been created and is bound to the provider that it says. */
    public void bound(Task task, String together, List<CapacityProviderStrategyItem> strategy) {
        for (int entry = 0; entry < strategy.size(); entry++) {
            if (strategy.get(entry).capacityProvider().equals(task.capacityProvider())) {
                Share share = share(together, strategy);
                share.tasks[entry]++;
                byRow.put(task.row(), new Binding(task, share, entry));
                return;
            }
        }
    }

    /** A task is to stop, or has stopped by itself; one that is not bound is ignored. */
    public void stops(Task task) {
        Binding binding = byRow.get(task.row());
        if (binding != null && binding.task == task) {
            byRow.remove(task.row());
            binding.share.tasks[binding.entry]--;
        }
    }
}
