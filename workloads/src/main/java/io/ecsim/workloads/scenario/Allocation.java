package io.ecsim.workloads.scenario;

import io.ecsim.workloads.document.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of its pools an Auto Scaling group launches from.
 *
 * @param spot in which order it tries those of Spot
 * @param spotInstancePools over how many of the cheapest it spreads its Spot machines; counts for lowest-price only
 * @param onDemandByPrice whether the cheapest type is taken On-Demand, else the first that is stated
 */
record Allocation(SpotAllocationStrategy spot, int spotInstancePools, boolean onDemandByPrice) {

    /** The fields of a scenario that state it. */
    static final List<String> FIELDS =
            List.of("spotAllocationStrategy", "spotInstancePools", "onDemandAllocationStrategy");

    /** By preference, where a scenario states nothing. */
    static final Allocation AS_STATED = new Allocation(SpotAllocationStrategy.PRIORITIZED, 1, false);

    private static final int MOST_POOLS = 20;
    private static final int USUAL_POOLS = 2;
    private static final Map<String, Boolean> ON_DEMAND = onDemand();

    private static Map<String, Boolean> onDemand() {
        Map<String, Boolean> cheapestFirst = new LinkedHashMap<>();
        cheapestFirst.put("prioritized", false);
        cheapestFirst.put("lowest-price", true);
        return cheapestFirst;
    }

    static Allocation ofAScenario(Fields fields) {
        SpotAllocationStrategy spot = fields.choiceOr(
                FIELDS.get(0), SpotAllocationStrategy.ofAScenario(), SpotAllocationStrategy.PRIORITIZED);
        int pools = fields.integerOr(FIELDS.get(1), 1, MOST_POOLS, USUAL_POOLS);
        if (fields.has(FIELDS.get(1)) && spot != SpotAllocationStrategy.LOWEST_PRICE) {
            fields.fault(FIELDS.get(1), "only the spotAllocationStrategy lowest-price takes it");
        }
        return new Allocation(spot, pools, fields.choiceOr(FIELDS.get(2), ON_DEMAND, false));
    }

    /** Reads an InstancesDistribution; what it does not state is what the API says then. */
    static Allocation ofTheApi(Fields distribution) {
        SpotAllocationStrategy spot = distribution.choiceOr(
                "SpotAllocationStrategy", SpotAllocationStrategy.ofTheApi(), SpotAllocationStrategy.LOWEST_PRICE);
        int pools = distribution.integerOr("SpotInstancePools", 0, MOST_POOLS, USUAL_POOLS);
        return new Allocation(
                spot, Math.max(1, pools), distribution.choiceOr("OnDemandAllocationStrategy", ON_DEMAND, false));
    }

    /** Returns over how many Spot pools, from the first in order, machines are spread. */
    int spotPools(int all) {
        return switch (spot) {
            case DIVERSIFIED -> all;
            case LOWEST_PRICE -> spotInstancePools;
            case PRIORITIZED, CAPACITY_OPTIMIZED, CAPACITY_OPTIMIZED_PRIORITIZED, PRICE_CAPACITY_OPTIMIZED -> 1;
        };
    }
}
