package io.ecsim.workloads.scenario;

import io.ecsim.controlplane.TaskSpec;
import io.ecsim.model.ContainerInstance;
import io.ecsim.random.Law;
import io.ecsim.workloads.arrival.ArrivalProcess;
import io.ecsim.workloads.arrival.ArrivalSpec;
import io.ecsim.workloads.arrival.ClosedLoopWorkload;
import io.ecsim.workloads.arrival.SyntheticWorkload;
import io.ecsim.workloads.arrival.TaskKind;
import io.ecsim.workloads.arrival.TaskMix;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Binds the field {@code workload}: tasks drawn from a mix, or a trace. */
final class WorkloadBinder {

    private static final String NAME = "workload";

    private final BindingContext context;
    private final Faults faults;
    private final Optional<ClusterPlan> cluster;
    private final long horizonMicros;

    /**
     * Makes the binder.
     *
     * @param cluster what a load is a share of; empty when it has faults of its own
     * @param horizonMicros no task of a mix arrives later
     */
    WorkloadBinder(BindingContext context, Optional<ClusterPlan> cluster, long horizonMicros) {
        this.context = context;
        this.faults = context.faults();
        this.cluster = cluster;
        this.horizonMicros = horizonMicros;
    }

    Optional<BoundWorkload> bind(Fields fields) {
        Optional<String> around =
                fields.has(ClusterNames.FIELD) ? Optional.of(context.clusters().read(fields)) : Optional.empty();
        if (fields.has("trace")) {
            for (String ofMix : List.of("arrivals", "runTime", "tasks")) {
                if (fields.has(ofMix)) {
                    fields.fault(ofMix, ofMix + " belongs to a workload without trace, expected one of the two");
                }
            }
            return new TraceBinder(context, cluster).bind(fields);
        }
        boolean isLoop = fields.node("arrivals").filter(ClosedLoop::isStated).isPresent();
        if (isLoop && fields.flagOr("stationaryStart", false)) {
            fields.fault("stationaryStart", "a closed loop has none: its customers begin by thinking");
        }
        Optional<Arrivals> arrivals =
                fields.required("arrivals", "arrivals such as {poisson: {load: 80%}}, or a trace", this::arrivals);
        boolean runTimeStated = fields.has("runTime");
        Optional<Law> runTime = fields.optional("runTime", node -> Laws.read(node, faults, Quantity.DURATION));
        TaskBinder binder = new TaskBinder(context, around);
        List<MixedTask> tasks = fields.list("tasks", node -> binder.mixed(node, runTimeStated, runTime));
        fields.node("tasks")
                .ifPresent(node -> TaskBinder.checkNames(
                        node,
                        tasks.stream().map(task -> task.spec().definition().family()),
                        faults));
        boolean stationary = fields.flagOr("stationaryStart", false);
        long maxTasks = fields.longIntegerOr("maxTasks", 1, Long.MAX_VALUE, Long.MAX_VALUE);
        if (cluster.isEmpty()) {
            fields.end();
            return Optional.empty();
        }
        if (isLoop) {
            context.assume(
                    "A customer of the closed loop asks again when its task has ended: what it asks for and how long"
                            + " it thinks is the same under every strategy, when it asks is not.");
            return fields.build(() -> closed(arrivals.orElseThrow().loop().orElseThrow(), tasks, maxTasks));
        }
        return fields.build(() ->
                synthetic(arrivals.orElseThrow().open().orElseThrow(), tasks, cluster.get(), stationary, maxTasks));
    }

    /** What a document states: one of the two. */
    private record Arrivals(Optional<ArrivalSpec> open, Optional<ClosedLoop> loop) {}

    private Optional<Arrivals> arrivals(Node node) {
        Map<String, Function<Node, Optional<Arrivals>>> readers = new LinkedHashMap<>();
        ArrivalSpec.readers(faults, context.curveFiles())
                .forEach((kind, reader) -> readers.put(
                        kind,
                        value -> reader.apply(value).map(open -> new Arrivals(Optional.of(open), Optional.empty()))));
        readers.put(
                ClosedLoop.KIND,
                value -> ClosedLoop.read(value.asObject(faults))
                        .map(loop -> new Arrivals(Optional.empty(), Optional.of(loop))));
        return node.asOneOf(faults, readers);
    }

    private BoundWorkload closed(ClosedLoop loop, List<MixedTask> tasks, long maxTasks) {
        return new BoundWorkload(
                specs(tasks),
                new ClosedLoopWorkload(NAME, loop.customers(), loop.thinkMicros(), mix(tasks), horizonMicros, maxTasks),
                false,
                false,
                0);
    }

    private static List<TaskSpec> specs(List<MixedTask> tasks) {
        return tasks.stream().map(MixedTask::spec).toList();
    }

    private static TaskMix mix(List<MixedTask> tasks) {
        List<TaskKind> kinds = new ArrayList<>();
        for (MixedTask task : tasks) {
            kinds.add(TaskKind.of(kinds.size(), task.spec().definition(), task.weight(), task.runMicros())
                    .withPriority(task.priority()));
        }
        return new TaskMix(kinds);
    }

    private BoundWorkload synthetic(
            ArrivalSpec arrivals, List<MixedTask> tasks, ClusterPlan plan, boolean stationary, long maxTasks) {
        TaskMix mix = mix(tasks);
        long cpuUnits = 0;
        long memoryMiB = 0;
        List<String> clusters =
                tasks.stream().map(task -> task.spec().cluster()).distinct().toList();
        for (ContainerInstance instance : plan.atMost()) {
            if (!clusters.contains(instance.cluster())) {
                continue;
            }
            cpuUnits += instance.cpuUnits();
            memoryMiB += instance.memoryMiB();
        }
        ArrivalProcess process = arrivals.resolve(mix, cpuUnits, memoryMiB);
        return new BoundWorkload(
                specs(tasks),
                new SyntheticWorkload(NAME, process, mix, horizonMicros, maxTasks, stationary),
                false,
                false,
                0);
    }
}
