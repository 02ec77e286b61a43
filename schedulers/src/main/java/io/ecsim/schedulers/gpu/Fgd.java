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
 * Fragmentation gradient descent: the instance, and for a task that shares a GPU the device, where the fragmentation of
 * GPUs ({@link GpuFragmentation}) grows least (Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads
 * with Fragmentation Gradient Descent", USENIX ATC 2023).
 *
 * <p>Deviations: as in the authors' simulator, growth is told apart on a scale of 100 scores only, 100 / (1 + e^growth)
 * rounded down with the growth in devices, and equal scores fall to the earlier registered. Which tasks to expect is
 * taken from the workload of the run itself ({@link RunContext#taskMix}); where nothing is known of it all instances
 * are equal. Sums are integers here, so that no rounding parts equal instances.
 */
public final class Fgd implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "fgd",
                "Weng et al., Beware of Fragmentation, USENIX ATC 2023",
                "growth in 100 steps as in the authors' simulator; typical tasks from the run's own workload");
    }

    @Override
    public Stage open(RunContext run) {
        return new LeastGrowth(new GpuFragmentation(run.taskMix(), run.instanceClasses()));
    }

    /** Ranks by growth. */
    private static final class LeastGrowth implements DemandRanking, DeviceChooser {

        private static final int WHOLE = 1000;

        private final GpuFragmentation fragmentation;
        private final GrowthScore score;
        private int[] free = new int[16];

        LeastGrowth(GpuFragmentation fragmentation) {
            this.fragmentation = fragmentation;
            this.score = new GrowthScore(fragmentation.weight());
        }

        @Override
        public long cost(Request request, InstanceView instance) {
            long before = read(instance);
            if (request.gpuMilli() > 0) {
                return -best(request, instance, before, false);
            }
            int left = request.gpus();
            for (int i = 0; left > 0 && i < instance.devices(); i++) {
                if (free[i] == WHOLE) {
                    free[i] = 0;
                    left--;
                }
            }
            return -scoreAfter(request, instance, before);
        }

        @Override
        public int chooseDevice(Request request, InstanceView instance) {
            return best(request, instance, read(instance), true);
        }

        /** Notes what is free and returns the fragmentation now. */
        private long read(InstanceView instance) {
            free = GpuAmounts.milliFreeByDevice(instance, free);
            return fragmentation.amount(instance.cpuFree(), free, instance.devices(), instance.instanceClass());
        }

        /** Returns the best score over the devices that can take the task, or the first device that has it. */
        private int best(Request request, InstanceView instance, long before, boolean device) {
            int best = -1;
            int found = -1;
            for (int i = 0; i < instance.devices(); i++) {
                if (free[i] >= request.gpuMilli()) {
                    free[i] -= request.gpuMilli();
                    int here = scoreAfter(request, instance, before);
                    free[i] += request.gpuMilli();
                    if (here > best) {
                        best = here;
                        found = i;
                    }
                }
            }
            return device ? found : best;
        }

        private int scoreAfter(Request request, InstanceView instance, long before) {
            long after = fragmentation.amount(
                    instance.cpuFree() - request.cpuUnits(), free, instance.devices(), instance.instanceClass());
            return score.of(after - before);
        }
    }
}
