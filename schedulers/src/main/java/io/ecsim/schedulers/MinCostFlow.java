package io.ecsim.schedulers;

import io.ecsim.placement.Ranking;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.placement.WithoutCosts;
import java.util.List;

/**
 * Min-cost flow: plans all waiting tasks at once as a flow of least total cost from tasks to slots of instances (Quincy,
 * Isard et al., SOSP 2009; Firmament, Gog et al., OSDI 2016). A ranking states the cost of each pair: with
 * {@code image-locality} it is what Quincy's flow pays for, data to be moved; with {@code binpack(memory)} the flow is a
 * best fit of the whole batch.
 *
 * <p>Deviation: tasks of several resources do not flow, slots do. An instance offers as many slots as tasks of the round's
 * mean demand fit in what it has free (at least one), and a demand class gets at most as many of them as fit alone. Tasks
 * are then reserved the largest dominant share first: each where the flow put it or, where it does not fit there any more
 * or got no slot, where the ranking alone would. Costs are those of the cluster before the round, the same for each task
 * of a class on an instance. Leaving a task unscheduled costs more than any rearrangement, so that nobody waits where
 * there is a slot; running tasks are not moved.
 *
 * @param cost a strategy that ranks
 * @param intervalMicros least time between rounds
 */
public record MinCostFlow(StrategyProvider cost, long intervalMicros) implements WithoutCosts {

    /** {@code min-cost-flow(RANKING, INTERVAL)}. */
    static final StrategyFamily FAMILY = new RoundsFamily(
            "min-cost-flow",
            "RANKING",
            "RANKING: the strategy whose cost is added up",
            MinCostFlow::of,
            MinCostFlow.class::isInstance);

    private static StrategyProvider of(List<StrategyProvider> strategies, long intervalMicros) {
        if (strategies.size() != 1) {
            throw new IllegalArgumentException(
                    "min-cost-flow(RANKING, INTERVAL) adds up the costs of one ranking, found " + strategies.size());
        }
        StrategyProvider only = strategies.get(0);
        if (!only.ranks()) {
            throw new IllegalArgumentException("min-cost-flow(RANKING, INTERVAL) adds up the costs of a ranking, which "
                    + only.info().name() + " is not");
        }
        return new MinCostFlow(only, intervalMicros);
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                RoundsFamily.name("min-cost-flow", List.of(cost), intervalMicros),
                "Quincy, Isard et al., SOSP 2009; Firmament, Gog et al., OSDI 2016",
                "slots by the round's mean demand, then repair one by one; costs of the cluster before the round; moves no"
                        + " running task");
    }

    @Override
    public boolean standsAlone() {
        return true;
    }

    @Override
    public Stage open(RunContext run) {
        if (!(cost.open(run) instanceof Ranking ranking)) {
            throw new IllegalArgumentException(
                    info().name() + ": " + cost.info().name() + " is no ranking");
        }
        return new FlowPlanner(cost.info().name(), ranking, intervalMicros);
    }
}
