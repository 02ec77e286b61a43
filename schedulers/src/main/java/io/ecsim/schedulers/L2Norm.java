package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * L2 norm difference: the instance whose free amounts differ least from the demand, in Euclid's distance between shares of
 * what it registered (the norm-based greedy of Panigrahy et al., "Heuristics for Vector Bin Packing", Microsoft Research
 * 2011): best fit in several dimensions, where one large rest counts more than two small ones.
 *
 * <p>Deviation: chooses the instance for a given task; CPU, memory and, where the task asks for some, GPUs weigh the same.
 * Shares are rounded down to 2<sup>-20</sup>.
 */
public final class L2Norm implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "l2-norm",
                "Panigrahy et al., Heuristics for Vector Bin Packing, 2011",
                "chooses the instance for a given task; equal weights; shares rounded to 2^-20");
    }

    @Override
    public Stage open(RunContext run) {
        DemandRanking leastDifference = L2Norm::cost;
        return leastDifference;
    }

    private static long cost(Request request, InstanceView instance) {
        return square(Resource.CPU, request, instance)
                + square(Resource.MEMORY, request, instance)
                + square(Resource.GPU, request, instance);
    }

    private static long square(Resource resource, Request request, InstanceView instance) {
        if (!resource.countsFor(request)) {
            return 0;
        }
        long left = resource.leftShare(request, instance);
        return left * left;
    }
}
