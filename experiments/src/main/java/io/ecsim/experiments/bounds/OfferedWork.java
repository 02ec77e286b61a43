package io.ecsim.experiments.bounds;

import io.ecsim.cluster.ClusterState;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.bounds.PackingProblem.InstanceKind;
import io.ecsim.experiments.bounds.PackingProblem.TaskKind;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Launch;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a workload asks for in one replication if nobody waits: each task from its arrival for its run time, but for those
 * that fit on no instance. The same for every strategy.
 */
final class OfferedWork {

    private final PackingProblem problem;
    private final long endMicros;
    private final int[] kinds;
    private final long[] starts;
    private final long[] ends;

    private OfferedWork(PackingProblem problem, long endMicros, List<long[]> tasks) {
        this.problem = problem;
        kinds = tasks.stream().mapToInt(task -> (int) task[0]).toArray();
        starts = tasks.stream().mapToLong(task -> task[1]).toArray();
        ends = tasks.stream().mapToLong(task -> task[2]).toArray();
        this.endMicros = endMicros;
    }

    /**
     * Reads the workload of a world.
     *
     * @param most the most tasks that are read
     * @return absent where what arrives depends on how tasks fare, where tasks bring their own capacity, or where there
     *     are more tasks
     * @throws io.ecsim.workload.WorkloadException if the workload cannot be read
     */
    static Optional<OfferedWork> of(World world, Streams streams, int most) {
        boolean elastic = world.tasks().stream().anyMatch(spec -> !spec.launch().equals(Launch.EC2));
        if (elastic || world.instances().isEmpty()) {
            return Optional.empty();
        }
        Kinds kinds = new Kinds(world, streams);
        List<long[]> tasks = new ArrayList<>();
        long last = 0;
        try (ArrivalCursor cursor = world.workload().open(streams)) {
            if (cursor.hearsEnds()) {
                return Optional.empty();
            }
            while (cursor.advance() && cursor.timeMicros() < world.horizonMicros()) {
                if (tasks.size() == most) {
                    return Optional.empty();
                }
                int kind = kinds.kind(cursor);
                long start = cursor.timeMicros();
                last = Math.max(last, start);
                if (kinds.fitsNowhere(kind)) {
                    continue; // no strategy ever places it
                }
                long end = start + Math.min(cursor.runMicros(), world.horizonMicros() - start);
                if (cursor.runMicros() != ArrivalCursor.ENDLESS) {
                    last = Math.max(last, end);
                }
                tasks.add(new long[] {kind, start, end});
            }
        }
        return tasks.isEmpty() ? Optional.empty() : Optional.of(new OfferedWork(kinds.problem(), last, tasks));
    }

    PackingProblem problem() {
        return problem;
    }

    /**
     * Returns when a run is over in which nobody waits, in microseconds: at the end of the horizon or, before that, when
     * the last task has come and none is left but those without an end.
     */
    long endMicros() {
        return endMicros;
    }

    int tasks() {
        return kinds.length;
    }

    int kind(int task) {
        return kinds[task];
    }

    long start(int task) {
        return starts[task];
    }

    long end(int task) {
        return ends[task];
    }

    /** Returns how many tasks of each kind there are in all. */
    int[] counts() {
        int[] counts = new int[problem.tasks().size()];
        for (int kind : kinds) {
            counts[kind]++;
        }
        return counts;
    }

    /** Returns how many tasks of each kind run at a time. */
    int[] countsAt(long micros) {
        int[] counts = new int[problem.tasks().size()];
        for (int task = 0; task < kinds.length; task++) {
            if (starts[task] <= micros && micros < ends[task]) {
                counts[kinds[task]]++;
            }
        }
        return counts;
    }

    /** Sorts instances and tasks into kinds. */
    private static final class Kinds {

        private final List<TaskSpec> specs;
        private final List<RequestKind> requests;
        private final PlacementPipeline pipeline;
        private final List<InstanceKind> instances = new ArrayList<>();
        private final List<Integer> examples = new ArrayList<>();
        private final Map<List<Integer>, Integer> numbers = new LinkedHashMap<>();
        private final List<TaskKind> tasks = new ArrayList<>();

        Kinds(World world, Streams streams) {
            specs = world.tasks();
            ClusterState cluster = new ClusterState(world.instances());
            requests = specs.stream()
                    .map(spec -> RequestKind.of(
                            cluster,
                            spec.definition().demand(),
                            spec.groupInCluster(),
                            spec.allConstraints(),
                            spec.service(),
                            spec.cluster()))
                    .toList();
            pipeline = new PlacementPipeline(
                    cluster,
                    new StrategyChain("bounds", List.of()),
                    new RunContext(cluster, streams, "bounds"),
                    false,
                    false);
            Map<List<Object>, List<Integer>> equal = new LinkedHashMap<>();
            for (int instance = 0; instance < world.instances().size(); instance++) {
                cluster.register(instance, 0);
                ContainerInstance spec = world.instances().get(instance);
                List<Object> key = List.of(
                        cluster.instanceClass(instance),
                        spec.cpuUnits(),
                        spec.memoryMiB(),
                        spec.gpus(),
                        spec.eniSlots(),
                        spec.microUsdPerHour());
                equal.computeIfAbsent(key, each -> new ArrayList<>()).add(instance);
            }
            for (List<Integer> same : merged(equal, world)) {
                ContainerInstance spec = world.instances().get(same.get(0));
                instances.add(new InstanceKind(
                        new long[] {
                            spec.cpuUnits(),
                            spec.memoryMiB(),
                            (long) spec.gpus() * PackingProblem.WHOLE_GPU,
                            spec.eniSlots()
                        },
                        same.size(),
                        spec.microUsdPerHour()));
                examples.add(same.get(0));
            }
        }

        /** Zones make classes of their own; where no task asks for attributes, they are one kind for all that. */
        private List<List<Integer>> merged(Map<List<Object>, List<Integer>> equal, World world) {
            boolean constrained =
                    specs.stream().anyMatch(spec -> !spec.allConstraints().isEmpty());
            boolean oneCluster = world.instances().stream()
                            .map(ContainerInstance::cluster)
                            .distinct()
                            .count()
                    == 1;
            if (constrained || !oneCluster) {
                return List.copyOf(equal.values());
            }
            Map<List<Object>, List<Integer>> merged = new LinkedHashMap<>();
            equal.forEach((key, same) -> merged.computeIfAbsent(key.subList(1, key.size()), each -> new ArrayList<>())
                    .addAll(same));
            return List.copyOf(merged.values());
        }

        int kind(ArrivalCursor cursor) {
            TaskSpec spec = specs.get(cursor.definition());
            List<Integer> key = List.of(
                    cursor.definition(), cursor.cpuUnits(), cursor.memoryMiB(), cursor.gpus(), cursor.gpuMilli());
            return numbers.computeIfAbsent(key, each -> {
                boolean[] allowed = new boolean[instances.size()];
                Request request = new Request(requests.get(cursor.definition()), 0, 0, 0)
                        .set(requests.get(cursor.definition()), cursor.cpuUnits(), cursor.memoryMiB(), cursor.gpus());
                for (int kind = 0; kind < allowed.length; kind++) {
                    allowed[kind] = pipeline.feasible(request, examples.get(kind))
                            && cursor.gpuMilli() <= instances.get(kind).amounts()[PackingProblem.GPU];
                }
                long gpus = (long) cursor.gpus() * PackingProblem.WHOLE_GPU + cursor.gpuMilli();
                tasks.add(new TaskKind(
                        new long[] {
                            cursor.cpuUnits(),
                            cursor.memoryMiB(),
                            gpus,
                            spec.definition().demand().eniSlots()
                        },
                        allowed));
                return tasks.size() - 1;
            });
        }

        boolean fitsNowhere(int kind) {
            return tasks.get(kind).fitsNowhere();
        }

        PackingProblem problem() {
            return new PackingProblem(instances, tasks);
        }
    }
}
