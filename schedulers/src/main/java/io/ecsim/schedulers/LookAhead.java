package io.ecsim.schedulers;

import io.ecsim.placement.Batch;
import io.ecsim.placement.BatchPlan;
import io.ecsim.placement.BatchPlanner;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.placement.WholeChain;
import io.ecsim.placement.WithoutCosts;
import java.util.List;

/**
 * Look-ahead batches: collects the tasks that arrive within an interval and places the largest first, each by the chain,
 * as first fit and best fit decreasing do with all items in hand (Johnson et al., SIAM J. Comput. 1974); the size of a
 * vector is its dominant share, L-infinity in Panigrahy et al. 2011.
 *
 * <p>Deviation: the list is what waits at the round, not all there will ever be.
 *
 * @param chain one to five strategies, none of which plans in rounds
 * @param intervalMicros least time between rounds
 */
public record LookAhead(List<StrategyProvider> chain, long intervalMicros) implements WithoutCosts {

    /** {@code look-ahead(CHAIN, INTERVAL)}. */
    static final StrategyFamily FAMILY = new RoundsFamily(
            "look-ahead",
            "CHAIN",
            "CHAIN: strategies of the chain that places each task",
            LookAhead::new,
            LookAhead.class::isInstance);

    public LookAhead {
        chain = List.copyOf(chain);
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                RoundsFamily.name("look-ahead", chain, intervalMicros),
                "First and best fit decreasing, Johnson et al., SIAM J. Comput. 1974; Panigrahy et al. 2011",
                "decreasing within a round only; size is the dominant share");
    }

    @Override
    public boolean standsAlone() {
        return true;
    }

    @Override
    public Stage open(RunContext run) {
        return new Planner(
                chain.stream()
                        .map(each -> new WholeChain.Single(each.info().name(), each.open(run)))
                        .toList(),
                intervalMicros);
    }

    private record Planner(List<Single> single, long intervalMicros) implements BatchPlanner {
        @Override
        public BatchPlan plan(Batch batch) {
            BatchPlan plan = new BatchPlan();
            for (int task : LargestFirst.order(batch)) {
                plan.leaveToChain(task);
            }
            return plan;
        }
    }
}
