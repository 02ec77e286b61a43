package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * {@code least-allocated} and {@code most-allocated}: the score of the plugin NodeResourcesFit of the Kubernetes scheduler
 * (v1.22 and later) with its default weights. For CPU and for memory the whole per cent that would be free, or reserved,
 * with the task; of both the mean, rounded down: 0 to 100, so that many instances tie.
 *
 * <p>Deviation: Kubernetes counts a pod that asks for nothing as 100 millicores and 200 MB; here it counts as nothing.
 * Kubernetes also adds the scores of its other plugins: {@link WeightedSum} does.
 *
 * @param most whether the most allocated is preferred
 */
public record AllocationScore(boolean most) implements StrategyProvider {

    private static final long HIGHEST = 100;

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                most ? "most-allocated" : "least-allocated",
                "NodeResourcesFit plugin, Kubernetes scheduler, 2021",
                "a task that asks for nothing counts as nothing; no scores of other plugins");
    }

    @Override
    public Stage open(RunContext run) {
        DemandRanking bestScore = (request, instance) -> -score(request, instance);
        return bestScore;
    }

    private long score(Request request, InstanceView instance) {
        int resources = 0;
        long sum = 0;
        for (Resource resource : new Resource[] {Resource.CPU, Resource.MEMORY}) {
            long registered = resource.registered(instance);
            if (registered > 0) {
                long free = resource.free(instance) - (long) resource.wanted(request);
                sum += (most ? registered - free : free) * HIGHEST / registered;
                resources++;
            }
        }
        return resources == 0 ? 0 : sum / resources;
    }
}
