package io.ecsim.schedulers.gpu;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.Candidates;
import io.ecsim.placement.Chooser;
import io.ecsim.placement.DeviceChooser;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.UniformChooser;
import io.ecsim.placement.WithoutCosts;
import io.ecsim.random.RandomStream;

/**
 * Random, down to the device: uniform over the instances that can take the task, then uniform over the devices that can
 * (the baseline Random of Weng et al., USENIX ATC 2023). Without GPU sharing the same as {@code random}.
 *
 * <p>Deviation: none in law; the draws are ecsim's own.
 */
public final class GpuRandom implements WithoutCosts {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "gpu-random", "Weng et al., Beware of Fragmentation, USENIX ATC 2023 (baseline Random)", "");
    }

    @Override
    public Stage open(RunContext run) {
        return new AnyDevice(new UniformChooser(run.random("random")), run.random("device"));
    }

    private record AnyDevice(UniformChooser instances, RandomStream draws) implements Chooser, DeviceChooser {

        @Override
        public int choose(Request request, Candidates candidates) {
            return instances.choose(request, candidates);
        }

        @Override
        public int chooseDevice(Request request, InstanceView instance) {
            int chosen = -1;
            int seen = 0;
            for (int device = 0; device < instance.devices(); device++) {
                if (instance.deviceMilliFree(device) >= request.gpuMilli() && draws.nextInt(++seen) == 0) {
                    chosen = device;
                }
            }
            return chosen;
        }
    }
}
