package io.ecsim.experiments.yardsticks;

import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.run.RunPool;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.yardsticks.Snapshot.Task;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * How well strategies pack a snapshot of a workload, by the yardsticks of Verma, Korupolu and Wilkes, "Evaluating job
 * packing in warehouse-scale computing", IEEE CLUSTER 2014: utilisation, hole filling, workload inflation and cluster
 * compaction. Every trial shuffles tasks and instances, equally for all strategies, and places from scratch.
 */
public final class Yardsticks {

    /** How finely inflation is told apart: hundredths. */
    private static final int STEPS = 100;

    /** So many clusters are tried where one does not hold the workload. */
    private static final int MOST_COPIES = 8;

    private static final int MOST_INFLATION = 64 * STEPS;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Settings settings;
    private final Map<String, List<Trial>> trials;
    private final Map<String, Snapshot> snapshots;

    /**
     * What is asked for.
     *
     * @param when the instant of the snapshot
     * @param trials at least 1; Verma et al. use 11 for Borg's cells
     * @param tolerated share of tasks that may find no room, at least 0 and below 1
     * @param holeCpuUnits CPU units of a hole-filler, at least 1
     * @param holeMemoryMiB memory of a hole-filler in MiB, at least 1
     */
    public record Settings(SnapshotTime when, int trials, double tolerated, int holeCpuUnits, int holeMemoryMiB) {

        public Settings {
            if (trials < 1 || tolerated < 0 || tolerated >= 1 || holeCpuUnits < 1 || holeMemoryMiB < 1) {
                throw new IllegalArgumentException("trials " + trials + ", tolerated " + tolerated + ", hole-filler "
                        + holeCpuUnits + " x " + holeMemoryMiB + ": out of range");
            }
        }
    }

    private Yardsticks(Settings settings, Map<String, List<Trial>> trials, Map<String, Snapshot> snapshots) {
        this.settings = settings;
        this.trials = trials;
        this.snapshots = snapshots;
    }

    /**
     * Takes the yardsticks of every contender on the first replication.
     *
     * @param threads trials done at a time; changes no result
     * @throws YardstickException if a scenario has no snapshot
     * @throws io.ecsim.workload.WorkloadException if a workload cannot be read
     */
    public static Yardsticks of(Experiment experiment, Settings settings, int threads, StopSignal stop) {
        Map<String, Snapshot> snapshots = new LinkedHashMap<>();
        List<Callable<Trial>> asked = new ArrayList<>();
        for (Contender contender : experiment.contenders()) {
            World world = contender.worlds().world(0);
            Snapshot snapshot = Snapshot.of(world, new Streams(experiment.seed(), 0), settings.when())
                    .orElseThrow(() -> new YardstickException("no task runs at that time"));
            snapshots.put(contender.name(), snapshot);
            for (int trial = 0; trial < settings.trials(); trial++) {
                Streams streams = new Streams(experiment.seed(), trial);
                RunOptions options = experiment.options();
                asked.add(() -> new Search(
                                settings,
                                snapshot,
                                new PlacementTrial(world, contender.strategy(), streams, options),
                                streams)
                        .trial());
            }
        }
        Map<String, List<Trial>> found = new LinkedHashMap<>();
        try (RunPool pool = new RunPool(threads, stop)) {
            List<Optional<Trial>> done = pool.all(asked, () -> {});
            for (int i = 0; i < done.size(); i++) {
                String name = experiment.contenders().get(i / settings.trials()).name();
                List<Trial> list = found.computeIfAbsent(name, each -> new ArrayList<>());
                done.get(i).ifPresent(list::add);
            }
        }
        return new Yardsticks(settings, found, snapshots);
    }

    /** Returns what was asked for. */
    public Settings settings() {
        return settings;
    }

    /** Returns the trials of each contender. */
    Map<String, List<Trial>> trials() {
        return trials;
    }

    /** Returns how many instances a contender has. */
    int instances(String contender) {
        return snapshot(contender).world().instances().size();
    }

    /** Returns how many tasks a contender's snapshot has. */
    public int tasks(String contender) {
        return snapshot(contender).tasks().size();
    }

    /** Returns when a contender's snapshot was taken, in seconds of simulated time. */
    public double atSeconds(String contender) {
        return (double) snapshot(contender).atMicros() / MICROS_PER_SECOND;
    }

    private Snapshot snapshot(String contender) {
        Snapshot snapshot = snapshots.get(contender);
        if (snapshot == null) {
            throw new IllegalArgumentException("nobody is named " + contender);
        }
        return snapshot;
    }

    /** One trial of one strategy. */
    private static final class Search {

        private final Settings settings;
        private final World world;
        private final PlacementTrial placement;
        private final List<Task> tasks;
        private final List<ContainerInstance> instances;

        Search(Settings settings, Snapshot snapshot, PlacementTrial placement, Streams streams) {
            this.settings = settings;
            this.world = snapshot.world();
            this.placement = placement;
            this.tasks = shuffled(snapshot.tasks(), streams.keyed("yardsticks/tasks"));
            this.instances = shuffled(world.instances(), streams.keyed("yardsticks/instances"));
        }

        private static <T> List<T> shuffled(List<T> list, KeyedStream stream) {
            long[] keys = new long[list.size()];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = stream.at(i, 0).nextLong();
            }
            return IntStream.range(0, keys.length)
                    .boxed()
                    .sorted(Comparator.comparingLong((Integer i) -> keys[i]).thenComparing(i -> i))
                    .map(list::get)
                    .toList();
        }

        Trial trial() {
            int placed = placement.placed(world.instances(), tasks);
            RunResult reserved = placement.reserved(world.instances(), tasks);
            return new Trial(
                    reserved.value(Metric.ALLOCATED_CPU),
                    reserved.value(Metric.ALLOCATED_MEMORY),
                    1 - (double) placed / tasks.size(),
                    holes(placed),
                    inflation(),
                    machines());
        }

        private boolean fits(List<ContainerInstance> on, List<Task> those) {
            return placement.placed(on, those) >= those.size() * (1 - settings.tolerated());
        }

        /** Fillers come after all tasks; those that fit are beyond what was placed without them. */
        private int holes(int placed) {
            List<TaskSpec> specs = new ArrayList<>(world.tasks());
            specs.add(TaskSpec.standalone(
                    TaskDefinition.of("hole-filler", settings.holeCpuUnits(), settings.holeMemoryMiB())));
            long most = 0;
            for (ContainerInstance instance : world.instances()) {
                most += Math.min(
                        instance.cpuUnits() / settings.holeCpuUnits(), instance.memoryMiB() / settings.holeMemoryMiB());
            }
            List<Task> filled = new ArrayList<>(tasks);
            filled.addAll(Collections.nCopies(
                    Math.toIntExact(most),
                    new Task(
                            specs.size() - 1,
                            settings.holeCpuUnits(),
                            settings.holeMemoryMiB(),
                            0,
                            0,
                            ArrivalCursor.ENDLESS)));
            long all = placement.run(world.instances(), specs, filled).counts().placed();
            return Math.toIntExact(all - placed);
        }

        private double inflation() {
            int low = 0;
            int high = 2 * STEPS;
            while (high < MOST_INFLATION && fits(world.instances(), inflated(high))) {
                low = high;
                high *= 2;
            }
            while (high - low > 1) {
                int middle = (low + high) >>> 1;
                if (fits(world.instances(), inflated(middle))) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return (double) low / STEPS;
        }

        /** Returns the workload so many hundredths as large: whole copies, then the first tasks once more. */
        private List<Task> inflated(int hundredths) {
            List<Task> inflated = new ArrayList<>();
            long wanted = (long) tasks.size() * hundredths / STEPS;
            while (inflated.size() < wanted) {
                inflated.addAll(tasks.subList(0, (int) Math.min(tasks.size(), wanted - inflated.size())));
            }
            return inflated;
        }

        /** Where the cluster does not hold the workload it is cloned (as cells of Borg are), shuffled the same. */
        private int machines() {
            List<ContainerInstance> cluster = new ArrayList<>(instances);
            int low = 0;
            for (int copy = 2; !fits(cluster, tasks); copy++) {
                if (copy > MOST_COPIES) {
                    return 0;
                }
                low = cluster.size();
                String mark = "~" + copy;
                instances.forEach(instance -> cluster.add(instance.named(instance.id() + mark)));
            }
            int high = cluster.size();
            while (high - low > 1) {
                int middle = (low + high) >>> 1;
                if (fits(cluster.subList(0, middle), tasks)) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return high;
        }
    }
}
