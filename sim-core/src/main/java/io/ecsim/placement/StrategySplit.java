package io.ecsim.placement;

import io.ecsim.model.CapacityProviderStrategyItem;
import java.util.List;

/** How tasks are shared out over the entries of a capacity provider strategy (R5.1, R5.4, R5.6). */
public final class StrategySplit {

    private StrategySplit() {}

    /**
     * Returns the entry that the next task goes to: the base first, then the entry for which (tasks beyond its base + 1) /
     * weight is least, the first of several.
     *
     * @param tasks that each entry has, in the order of the strategy
     */
    public static int next(List<CapacityProviderStrategyItem> strategy, int[] tasks) {
        int best = -1;
        for (int entry = 0; entry < tasks.length; entry++) {
            CapacityProviderStrategyItem item = strategy.get(entry);
            if (tasks[entry] < item.base()) {
                return entry;
            }
            if (item.weight() > 0
                    && (best < 0
                            || (beyond(item, tasks[entry]) + 1)
                                            * strategy.get(best).weight()
                                    < (beyond(strategy.get(best), tasks[best]) + 1) * item.weight())) {
                best = entry;
            }
        }
        return best >= 0 ? best : ofBaseAlone(strategy);
    }

    /** A single entry without weight: what exceeds its base goes there too, as there is nowhere else. */
    private static int ofBaseAlone(List<CapacityProviderStrategyItem> strategy) {
        for (int entry = 0; entry < strategy.size(); entry++) {
            if (strategy.get(entry).base() > 0) {
                return entry;
            }
        }
        return 0;
    }

    /**
     * Returns the entry that is most above its share, from which a task goes when there are too many (R5.6): the one for
     * which (tasks beyond its base) / weight is greatest, the last of several; the base goes last.
     *
     * @param tasks that each entry has, at least one in all
     */
    public static int mostAbove(List<CapacityProviderStrategyItem> strategy, int[] tasks) {
        int worst = -1;
        for (int entry = 0; entry < tasks.length; entry++) {
            if (tasks[entry] > 0 && (worst < 0 || isAbove(strategy, tasks, entry, worst))) {
                worst = entry;
            }
        }
        return worst;
    }

    private static boolean isAbove(List<CapacityProviderStrategyItem> strategy, int[] tasks, int entry, int other) {
        CapacityProviderStrategyItem item = strategy.get(entry);
        CapacityProviderStrategyItem rival = strategy.get(other);
        return beyond(item, tasks[entry]) * rival.weight() >= beyond(rival, tasks[other]) * item.weight();
    }

    private static long beyond(CapacityProviderStrategyItem item, int tasks) {
        return Math.max(0, tasks - item.base());
    }
}
