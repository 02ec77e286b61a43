package io.ecsim.schedulers.gpu;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * Least dot product of demand and free amounts over CPU and GPUs, as shares of the largest instance: instances with
 * little free first (the baseline DotProd of Weng et al., USENIX ATC 2023, which names Tetris, Grandl et al., SIGCOMM
 * 2014, as its source but turns the order round: Tetris and ecsim's {@code dot-product} prefer the largest).
 *
 * <p>Deviation: none from the authors' simulator, whose scores of 0 to 100 these are, whole numbers rounded down,
 * worked out in the same order of the same floating-point operations. Memory does not count.
 *
 * @param largestCpuUnits CPU units of the largest instance, at least 1
 * @param largestGpus GPUs of the largest instance, at least 1
 */
public record GpuDotProduct(int largestCpuUnits, int largestGpus) implements StrategyProvider {

    private static final double BEST = 100;
    private static final double RESOURCES = 2;
    private static final double WHOLE = 1000;

    public GpuDotProduct {
        if (largestCpuUnits < 1 || largestGpus < 1) {
            throw new IllegalArgumentException("the largest instance must have at least 1 CPU unit and 1 GPU, was "
                    + largestCpuUnits + " and " + largestGpus);
        }
    }

    /** Makes the strategy for instances of up to 128 vCPU and 8 GPUs. */
    public GpuDotProduct() {
        this(GpuBestFit.LARGEST_CPU_UNITS, GpuBestFit.LARGEST_GPUS);
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "gpu-dot-product", "Weng et al., Beware of Fragmentation, USENIX ATC 2023 (baseline DotProd)", "");
    }

    @Override
    public Stage open(RunContext run) {
        return (DemandRanking) this::cost;
    }

    private long cost(Request request, InstanceView instance) {
        double gpus = largestGpus * WHOLE;
        double cpuProduct =
                (double) instance.cpuFree() / largestCpuUnits * ((double) request.cpuUnits() / largestCpuUnits);
        double gpuProduct = GpuAmounts.milliFree(instance) / gpus * (GpuAmounts.milli(request) / gpus);
        return -(long) (BEST * (1 - (cpuProduct + gpuProduct) / RESOURCES));
    }
}
