package io.ecsim.workloads.scenario;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * In which order an Auto Scaling group tries its Spot pools (models.md M9). A pool without capacity is passed over
 * whatever the order. How deep a pool is nobody publishes: the pool with fewest interruptions stands for the one with most
 * capacity. Where an order says nothing, the pools go as they are stated.
 */
enum SpotAllocationStrategy {
    /** As stated; not a value of the API. */
    PRIORITIZED(asStated()),
    LOWEST_PRICE(byPrice()),
    CAPACITY_OPTIMIZED(byInterruptions()),
    /** Capacity first, then priority: with the order that counts here the same as CAPACITY_OPTIMIZED. */
    CAPACITY_OPTIMIZED_PRIORITIZED(byInterruptions()),
    PRICE_CAPACITY_OPTIMIZED(byInterruptions().thenComparing(byPrice())),
    /** The pool that has fewest machines; a value of EC2 fleets, not of groups. */
    DIVERSIFIED(asStated());

    private static final String BETWEEN_WORDS = "-";

    private final Comparator<InstanceGroup> order;

    SpotAllocationStrategy(Comparator<InstanceGroup> order) {
        this.order = order;
    }

    private static Comparator<InstanceGroup> asStated() {
        return Comparator.comparingInt(pool -> 0);
    }

    /** The cheapest first, in any purchase option. */
    static Comparator<InstanceGroup> byPrice() {
        return Comparator.comparingLong(pool -> pool.template().microUsdPerHour());
    }

    private static Comparator<InstanceGroup> byInterruptions() {
        return Comparator.comparingDouble(
                pool -> pool.spot().map(market -> market.interruptions()).orElse(0.0));
    }

    /** Returns Spot pools in the order of the strategy. */
    List<InstanceGroup> ordered(List<InstanceGroup> pools) {
        return pools.stream().sorted(order).toList();
    }

    /** Returns all of them by their names in a scenario. */
    static Map<String, SpotAllocationStrategy> ofAScenario() {
        Map<String, SpotAllocationStrategy> names = new LinkedHashMap<>();
        for (SpotAllocationStrategy strategy : values()) {
            names.put(strategy.name().toLowerCase(Locale.ROOT).replace("_", BETWEEN_WORDS), strategy);
        }
        return names;
    }

    /** Returns those of the API by their names there. */
    static Map<String, SpotAllocationStrategy> ofTheApi() {
        Map<String, SpotAllocationStrategy> names = ofAScenario();
        names.values().removeAll(List.of(PRIORITIZED, DIVERSIFIED));
        return names;
    }
}
