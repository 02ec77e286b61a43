package io.ecsim.schedulers.gpu;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.DeviceChooser;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * GPU packing: devices in use before free devices of an instance in use, these before instances whose devices are all
 * free; among devices in use the fuller, among the others the fewer (the baseline GpuPacking of Weng et al., USENIX ATC
 * 2023, after MLaaS in the Wild, NSDI 2022). Tasks without a GPU go to the earliest registered.
 *
 * <p>Deviation: none from the authors' simulator, whose scores of 0 to 100 these are. An instance is in use if a
 * device of it is, whatever tasks without a GPU it has.
 */
public final class GpuPacking implements StrategyProvider {

    private static final int WHOLE = 1000;
    private static final int BEST = 100;
    private static final int FREE_DEVICE = BEST / 2;
    private static final int FREE_INSTANCE = BEST / 3;

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "gpu-packing", "Weng et al., Beware of Fragmentation, USENIX ATC 2023 (baseline GpuPacking)", "");
    }

    @Override
    public Stage open(RunContext run) {
        return (DemandRanking) GpuPacking::cost;
    }

    private static long cost(Request request, InstanceView instance) {
        int wanted = request.gpuMilli() > 0 ? 1 : request.gpus();
        if (wanted == 0) {
            return 0;
        }
        int devices = instance.devices();
        int whole = 0;
        for (int i = 0; i < devices; i++) {
            if (instance.deviceMilliFree(i) == WHOLE) {
                whole++;
            }
        }
        if (whole == devices) {
            return -Math.max(FREE_INSTANCE - whole, whole);
        }
        int tightest = tightest(request, instance);
        if (request.gpuMilli() == 0 || tightest == WHOLE) {
            return -Math.max(FREE_DEVICE - wanted, FREE_INSTANCE);
        }
        int freePercent = tightest * 100 / WHOLE;
        return -Math.max(BEST - freePercent / 10, FREE_DEVICE);
    }

    /** Returns the thousandths free of the fullest device that can take a sharing task. */
    private static int tightest(Request request, InstanceView instance) {
        int device = request.gpuMilli() > 0 ? DeviceChooser.fullest(request, instance) : -1;
        return device < 0 ? WHOLE : instance.deviceMilliFree(device);
    }
}
