package io.ecsim.experiments.validation.published;

import io.ecsim.cluster.ClusterState;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bin packing in one dimension on ecsim's placement: bins are equal instances, items are tasks that only want memory.
 */
final class Bins {

    private Bins() {}

    /**
     * Returns how many instances a strategy uses for tasks that arrive in this order and stay.
     *
     * @param strategy as in a scenario
     * @param sizesMiB memory of each task, 1 to the capacity
     * @param capacityMiB memory of each instance; there are as many instances as tasks
     */
    static int used(String strategy, int[] sizesMiB, int capacityMiB) {
        List<ContainerInstance> bins = new ArrayList<>();
        for (int i = 0; i < sizesMiB.length; i++) {
            bins.add(ContainerInstance.of(String.format(Locale.ROOT, "bin-%06d", i), "a", 1, capacityMiB));
        }
        ClusterState cluster = new ClusterState(bins);
        RequestKind kind = RequestKind.of(cluster, Demand.of(0, 1), "items", List.of(), false);
        StrategyChain chain = BuiltInStrategies.catalogue().parse(strategy);
        PlacementPipeline pipeline = new PlacementPipeline(
                cluster, chain, new RunContext(cluster, new Streams(1, 0), chain.name()), true, false);
        for (int i = 0; i < bins.size(); i++) {
            cluster.register(i, 0);
        }
        Request request = new Request(kind, 0, 0, 0);
        for (int size : sizesMiB) {
            int bin = pipeline.place(request.set(kind, 0, size, 0));
            cluster.reserve(bin, kind.needs(), 0, size, 0);
        }
        return cluster.instancesInUse();
    }
}
