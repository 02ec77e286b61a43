package io.ecsim.schedulers.gpu;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * Best fit over CPU and GPUs: the least left over, half weight each, as shares of the largest instance (the baseline
 * BestFit of Weng et al., USENIX ATC 2023, after Protean, Hadary et al., OSDI 2020).
 *
 * <p>Deviation: none from the authors' simulator, whose scores of 0 to 100 these are, whole numbers rounded down,
 * worked out in the same order of the same floating-point operations. Memory does not count.
 *
 * @param largestCpuUnits CPU units of the largest instance, at least 1
 * @param largestGpus GPUs of the largest instance, at least 1
 */
public record GpuBestFit(int largestCpuUnits, int largestGpus) implements StrategyProvider {

    /** CPU units of the largest instance unless stated: 128 vCPU. */
    static final int LARGEST_CPU_UNITS = 128 * 1024;

    /** GPUs of the largest instance unless stated. */
    static final int LARGEST_GPUS = 8;

    private static final double BEST = 100;
    private static final double WEIGHT = 0.5;
    private static final int WHOLE = 1000;

    public GpuBestFit {
        if (largestCpuUnits < 1 || largestGpus < 1) {
            throw new IllegalArgumentException("the largest instance must have at least 1 CPU unit and 1 GPU, was "
                    + largestCpuUnits + " and " + largestGpus);
        }
    }

    /** Makes the strategy for instances of up to 128 vCPU and 8 GPUs. */
    public GpuBestFit() {
        this(LARGEST_CPU_UNITS, LARGEST_GPUS);
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "gpu-best-fit", "Weng et al., Beware of Fragmentation, USENIX ATC 2023 (baseline BestFit)", "");
    }

    @Override
    public Stage open(RunContext run) {
        return (DemandRanking) this::cost;
    }

    private long cost(Request request, InstanceView instance) {
        double cpu = instance.cpuFree() - request.cpuUnits();
        double gpu = GpuAmounts.milliFree(instance) - GpuAmounts.milli(request);
        double left = cpu / largestCpuUnits * WEIGHT + gpu / (largestGpus * WHOLE) * WEIGHT;
        return -(long) ((1 - left) * BEST);
    }
}
