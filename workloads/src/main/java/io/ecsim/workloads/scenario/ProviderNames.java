package io.ecsim.workloads.scenario;

import io.ecsim.model.CapacityProviderStrategyItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The capacity providers that tasks may name, and the strategies of clusters that state none of their own (R5.3). */
final class ProviderNames {

    /** A scenario without providers of its own: those of Fargate are always there. */
    static final ProviderNames NONE = new ProviderNames(Map.of(), Map.of());

    private final Map<String, String> clusterOf;
    private final Map<String, List<CapacityProviderStrategyItem>> defaults;

    /**
     * Makes the names.
     *
     * @param clusterOf the cluster of each provider of an Auto Scaling group, by its name
     * @param defaults the default strategy of each cluster that has one, by its name
     */
    ProviderNames(Map<String, String> clusterOf, Map<String, List<CapacityProviderStrategyItem>> defaults) {
        this.clusterOf = new TreeMap<>(clusterOf);
        this.defaults = new TreeMap<>(defaults);
    }

    /** Returns the providers that tasks of a cluster may name. */
    List<String> of(String cluster) {
        List<String> names = new ArrayList<>();
        clusterOf.forEach((name, of) -> {
            if (of.equals(cluster)) {
                names.add(name);
            }
        });
        names.add(CapacityProviderStrategyItem.FARGATE);
        names.add(CapacityProviderStrategyItem.FARGATE_SPOT);
        return names;
    }

    /** Returns the default strategy of a cluster; an empty list: it has none. */
    List<CapacityProviderStrategyItem> defaultOf(String cluster) {
        return defaults.getOrDefault(cluster, List.of());
    }
}
