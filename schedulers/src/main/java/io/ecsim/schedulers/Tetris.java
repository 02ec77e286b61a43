package io.ecsim.schedulers;

import io.ecsim.placement.ImageLocality;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * Tetris alignment: the instance with the largest alignment score, the dot product of demand and free amounts as shares of
 * what it registered, a tenth less where something must be fetched first (Grandl et al., "Multi-resource packing for
 * cluster schedulers", SIGCOMM 2014).
 *
 * <p>Deviation: Tetris takes a machine and picks the task; here the task is given and the instance is chosen, so that its
 * preference for jobs with little work left has no place. What must be fetched is an image, not input. Shares are rounded
 * down to 2<sup>-20</sup>. In a world without images this is {@link DotProduct}.
 */
public final class Tetris implements StrategyProvider {

    /** Tenths of its score that a local and a remote placement keep: the penalty of the paper is 10 %. */
    private static final int LOCAL_TENTHS = 10;

    private static final int REMOTE_TENTHS = 9;

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "tetris",
                "Grandl et al., Multi-resource packing for cluster schedulers, SIGCOMM 2014",
                "chooses the instance for a given task, so no preference for short jobs; remote means an image to pull");
    }

    @Override
    public Stage open(RunContext run) {
        ImageLocality locality = run.imageLocality();
        Ranking bestAligned = (request, instance) -> {
            boolean remote = locality.missingBytes(request.kindNumber(), instance.instance()) > 0;
            return -DotProduct.product(request, instance) * (remote ? REMOTE_TENTHS : LOCAL_TENTHS);
        };
        return bestAligned;
    }
}
