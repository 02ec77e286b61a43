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
 * Microsoft Research 2011; the alignment score of Tetris, Grandl et al., SIGCOMM 2014). Instances with much free rank
 * first, above all in the resource that the task needs most: in load it acts like a spread.
 *
 * <p>Deviation: Panigrahy et al. fill one bin after another and choose the item; here the task is given and the
 * instance is chosen. No weights by total demand. Shares are rounded down to 2<sup>-20</sup>.
 */
public final class DotProduct implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "dot-product",
                "Panigrahy et al., Heuristics for Vector Bin Packing, 2011; Grandl et al. (Tetris), SIGCOMM 2014",
                "chooses the instance for a given task, most free first; no weights; shares rounded to 2^-20");
    }

    @Override
    public Stage open(RunContext run) {
        DemandRanking largestProduct = DotProduct::cost;
        return largestProduct;
    }

    private static long cost(Request request, InstanceView instance) {
        return -(product(request.cpuUnits(), instance.cpuFree(), instance.cpuRegistered())
                + product(request.memoryMiB(), instance.memoryFree(), instance.memoryRegistered())
                + product(request.gpus(), instance.gpusFree(), instance.gpusRegistered()));
    }

    private static long product(int wanted, int free, int registered) {
        return Shares.of(wanted, registered) * Shares.of(free, registered);
    }
}
