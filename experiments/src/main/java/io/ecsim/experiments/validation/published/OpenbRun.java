package io.ecsim.experiments.validation.published;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceView;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.placement.ImageLocality;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.SchedulerTally;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.TaskMix;
import io.ecsim.placement.TaskMix.Demanded;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.gpu.GpuFragmentation;
import io.ecsim.workloads.trace.alibaba.OpenbPodsFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One published run on ecsim's cluster and placement: pods are submitted one by one, placed by a strategy or given
 * up, and never leave.
 */
final class OpenbRun {

    private final List<OpenbPod> pods;
    private final Submission submission;
    private final ClusterState cluster;
    private final PlacementPipeline pipeline;
    private final Map<String, RequestKind> kinds = new TreeMap<>();
    private final GpuFragmentation fragmentation;
    private final long capacityMilli;
    private final InstanceView view;

    /** By instance: what of it is fragmented, in the unit of the measure. */
    private final long[] fragmented;

    private OpenbRun(List<ContainerInstance> nodes, List<OpenbPod> pods, StrategyChain strategy, long seed) {
        this.pods = pods;
        this.capacityMilli = capacityMilli(nodes);
        this.submission = Submission.of(pods, nodes.size(), capacityMilli, seed);
        this.cluster = new ClusterState(nodes);
        cluster.shareGpus();
        for (String models : new TreeSet<>(pods.stream().map(OpenbPod::models).toList())) {
            kinds.put(models, kind(models));
        }
        TaskMix mix = mix();
        this.pipeline = new PlacementPipeline(
                cluster,
                strategy,
                new RunContext(
                        cluster,
                        new Streams(seed, 0),
                        strategy.name(),
                        ImageLocality.EVERYWHERE,
                        new SchedulerTally(),
                        () -> mix),
                true,
                false);
        this.fragmentation = new GpuFragmentation(mix, cluster.instanceClasses());
        this.view = cluster.newView();
        this.fragmented = new long[nodes.size()];
        for (int node : submission.nodes()) {
            cluster.register(node, 0); // ties fall to the earlier registered
        }
    }

    /** Runs a strategy with a seed of the published protocol. */
    static Curves run(List<ContainerInstance> nodes, List<OpenbPod> pods, StrategyChain strategy, long seed) {
        return new OpenbRun(nodes, pods, strategy, seed).run();
    }

    private static long capacityMilli(List<ContainerInstance> nodes) {
        return nodes.stream().mapToLong(ContainerInstance::gpus).sum() * 1000;
    }

    private RequestKind kind(String models) {
        List<PlacementConstraint> constraints = models.isEmpty()
                ? List.of()
                : List.of(new PlacementConstraint.MemberOf(ClusterQuery.parse(
                        "attribute:" + OpenbPodsFormat.MODEL_ATTRIBUTE + " in [" + models.replace("|", ", ") + "]")));
        return RequestKind.of(cluster, Demand.of(1, 1), "openb", constraints, false);
    }

    private RequestKind kind(OpenbPod pod) {
        RequestKind kind = kinds.get(pod.models());
        if (kind == null) {
            throw new IllegalStateException("no kind for " + pod);
        }
        return kind;
    }

    private TaskMix mix() {
        List<Demanded> demands = new ArrayList<>();
        for (OpenbPod pod : pods) {
            demands.add(
                    new Demanded(kind(pod), pod.cpuMilli(), pod.memoryMiB(), pod.wholeGpus(), pod.sharedMilli(), 1));
        }
        return new TaskMix(demands);
    }

    private Curves run() {
        Curves curves = new Curves(capacityMilli);
        long fragments = 0;
        for (int node = 0; node < fragmented.length; node++) {
            fragmented[node] = fragmentation.amount(view.at(node));
            fragments += fragmented[node];
        }
        long asked = 0;
        long used = 0;
        Request request = new Request(kind(pods.get(0)), 0, 0, 0);
        for (int number : submission.pods()) {
            OpenbPod pod = pods.get(number);
            asked += pod.totalMilli();
            request.set(kind(pod), pod.cpuMilli(), pod.memoryMiB(), pod.wholeGpus(), pod.sharedMilli());
            int node = pipeline.place(request);
            if (node != PlacementPipeline.NONE) {
                reserve(pod, request, node);
                used += pod.totalMilli();
                long after = fragmentation.amount(view.at(node));
                fragments += after - fragmented[node];
                fragmented[node] = after;
            }
            curves.add(asked, used, (double) fragments / fragmentation.weight());
        }
        return curves;
    }

    private void reserve(OpenbPod pod, Request request, int node) {
        cluster.reserve(
                node,
                kind(pod).needs(),
                request.cpuUnits(),
                request.memoryMiB(),
                request.gpus(),
                request.gpuMilli(),
                pipeline.devices(request, node));
    }
}
