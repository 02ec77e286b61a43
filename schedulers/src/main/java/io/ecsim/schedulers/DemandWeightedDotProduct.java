package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceListener;
import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * {@code weighted-dot-product}: {@link DotProduct} where each resource weighs as much as the total demand for it (Panigrahy
 * et al., "Heuristics for Vector Bin Packing", Microsoft Research 2011).
 *
 * <p>Deviation: the total demand of an online workload is not known. Taken is what is reserved now, and what the task asks
 * for, on all instances that may receive tasks, as a share of what they registered. Chooses the instance for a given task.
 * Shares are rounded down to 2<sup>-20</sup>.
 */
public final class DemandWeightedDotProduct implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "weighted-dot-product",
                "Panigrahy et al., Heuristics for Vector Bin Packing, 2011",
                "total demand is what is reserved now and what the task asks for; shares rounded to 2^-20");
    }

    @Override
    public Stage open(RunContext run) {
        return new ByDemand(new ReservedTotals(run.cluster()));
    }

    private record ByDemand(ReservedTotals totals) implements Ranking, InstanceListener {
        @Override
        public long cost(Request request, InstanceView instance) {
            return -(part(Resource.CPU, request, instance)
                    + part(Resource.MEMORY, request, instance)
                    + part(Resource.GPU, request, instance));
        }

        /** At most 2<sup>60</sup>. */
        private long part(Resource resource, Request request, InstanceView instance) {
            return totals.demandShare(resource, request) * DotProduct.product(resource, request, instance);
        }

        @Override
        public void changed(int instance) {
            totals.changed(instance);
        }

        @Override
        public void joined(int instance) {
            totals.joined(instance);
        }

        @Override
        public void left(int instance) {
            totals.left(instance);
        }
    }
}
