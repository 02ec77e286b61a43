package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * Cosine similarity: the instance whose free amounts point most in the direction of the demand, each as a share of what the
 * instance registered (the dot product of Panigrahy et al., "Heuristics for Vector Bin Packing", Microsoft Research 2011,
 * without the lengths). How much is free does not count: a nearly full instance of the right shape wins over an empty one.
 * It leaves instances in balance.
 *
 * <p>Deviation: chooses the instance for a given task. Shares are rounded down to 2<sup>-20</sup>, cosines to
 * 2<sup>-30</sup>; the cosine to nothing, or of nothing, is 0. (DSLab's strategy of this name compares what would be used
 * with what is registered.)
 */
public final class Cosine implements StrategyProvider {

    private static final double HALF = 0.5;
    private static final double SCALE = 1L << 30;
    private static final Resource[] RESOURCES = Resource.values();

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "cosine",
                "Panigrahy et al., Heuristics for Vector Bin Packing, 2011",
                "chooses the instance for a given task; the dot product without lengths; shares rounded to 2^-20");
    }

    @Override
    public Stage open(RunContext run) {
        DemandRanking nearestDirection = Cosine::cost;
        return nearestDirection;
    }

    private static long cost(Request request, InstanceView instance) {
        long wanted = 0;
        long free = 0;
        for (Resource resource : RESOURCES) {
            wanted += square(resource.wantedShare(request, instance));
            free += square(resource.freeShare(instance));
        }
        if (wanted == 0 || free == 0) {
            return 0;
        }
        // sums of squares are exact in a long; a division and two roots are the same on every machine
        double lengths = StrictMath.sqrt(wanted) * StrictMath.sqrt(free);
        return -(long) (SCALE * (DotProduct.product(request, instance) / lengths) + HALF);
    }

    private static long square(long share) {
        return share * share;
    }
}
