package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * Most-free dot product: the instance whose free amounts have the largest dot product with the demand, each as a share
 * of what the instance registered, over CPU, memory and GPUs (Panigrahy et al., "Heuristics for Vector Bin Packing",
 * Microsoft Research 2011). Instances with much free rank first, above all in the resource that the task needs most: in
 * load it acts like a spread.
 *
 * <p>Deviation: Panigrahy et al. fill one bin after another and choose the item; here the task is given and the
 * instance is chosen. No weights by total demand. Shares are rounded down to 2<sup>-20</sup>.
 */
public final class DotProduct implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "dot-product",
                "Panigrahy et al., Heuristics for Vector Bin Packing, 2011",
                "chooses the instance for a given task, most free first; no weights; shares rounded to 2^-20");
    }

    @Override
    public Stage open(RunContext run) {
        DemandRanking largestProduct = (request, instance) -> -product(request, instance);
        return largestProduct;
    }

    /** Returns the dot product of what is asked for and what is free, as shares: at most 3 x 2<sup>40</sup>. */
    static long product(Request request, InstanceView instance) {
        return product(Resource.CPU, request, instance)
                + product(Resource.MEMORY, request, instance)
                + product(Resource.GPU, request, instance);
    }

    /** Returns one resource's part of it: at most 2<sup>40</sup>. */
    static long product(Resource resource, Request request, InstanceView instance) {
        return resource.wantedShare(request, instance) * resource.freeShare(instance);
    }
}
