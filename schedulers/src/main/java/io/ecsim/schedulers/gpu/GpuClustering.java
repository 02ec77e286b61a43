package io.ecsim.schedulers.gpu;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * GPU clustering: tasks with equal numbers of GPUs together, those that share one being a number of their own. First
 * instances with such tasks alone, then those that have others too, then those without tasks that hold GPUs, then the
 * rest; among equals the fewer free GPUs (the baseline GpuClustering of Weng et al., USENIX ATC 2023, after Gandiva,
 * Xiao et al., OSDI 2018). Tasks without a GPU go to the earliest registered.
 *
 * <p>Deviation: none from the authors' simulator, whose scores of 0 to 100 these are: free GPUs are told apart in 26
 * steps of the largest instance.
 *
 * @param largestGpus GPUs of the largest instance, at least 1
 */
public record GpuClustering(int largestGpus) implements StrategyProvider {

    private static final int WHOLE = 1000;
    private static final int STEP = 25;

    public GpuClustering {
        if (largestGpus < 1) {
            throw new IllegalArgumentException("largestGpus must be at least 1, was " + largestGpus);
        }
    }

    /** Makes the strategy for instances of up to 8 GPUs. */
    public GpuClustering() {
        this(GpuBestFit.LARGEST_GPUS);
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "gpu-clustering", "Weng et al., Beware of Fragmentation, USENIX ATC 2023 (baseline GpuClustering)", "");
    }

    @Override
    public Stage open(RunContext run) {
        run.trackGpuTasks();
        return (DemandRanking) this::cost;
    }

    private long cost(Request request, InstanceView instance) {
        if (request.gpus() == 0 && request.gpuMilli() == 0) {
            return 0;
        }
        int all = largestGpus * WHOLE;
        int fullness = STEP * (all - GpuAmounts.milliFree(instance)) / all;
        int kinds = instance.gpuTaskKinds();
        int company;
        if (instance.gpuTasks(request.gpus()) > 0) {
            company = kinds == 1 ? 3 : 2;
        } else {
            company = kinds == 0 ? 1 : 0;
        }
        return -(fullness + company * STEP);
    }
}
