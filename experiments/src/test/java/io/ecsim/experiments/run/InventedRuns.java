package io.ecsim.experiments.run;

import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Condition;
import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.InputFile;
import io.ecsim.experiments.Margin;
import io.ecsim.experiments.NeedSearch;
import io.ecsim.experiments.Objective;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.WorldSource;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import io.ecsim.observe.TaskCounts;
import io.ecsim.observe.WaitDistribution;
import io.ecsim.placement.Refusal;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Experiments whose runs are invented: strategies wait a stated mean, plus noise that depends on the replication. */
public final class InventedRuns {

    /** Mean waits in seconds that the strategies are given, by name. */
    public static final Map<String, Double> WAITS = Map.of("tight", 10.0, "loose", 14.0, "also-tight", 9.98);

    private InventedRuns() {}

    /** Returns an experiment of three strategies on twelve invented instances at 0.192 USD an hour. */
    public static Experiment experiment(int replications, String... strategies) {
        Objective objective = new Objective(
                Metric.WAIT_MEAN,
                false,
                new Margin.Relative(0.05),
                List.of(new Condition(Metric.UNPLACED, true, 0.001)),
                true);
        return new Experiment(
                "invented",
                "Invented runs.",
                List.of(Variant.only(new Worlds())),
                List.of(strategies).stream()
                        .map(name -> new StrategyChain(name, List.of()))
                        .toList(),
                replications == 1 ? new Replicate.None() : new Replicate.Regenerate(replications),
                objective,
                7,
                RunOptions.DEFAULT,
                List.of("Tasks are invented."),
                List.of(new InputFile("invented.yaml", "0".repeat(64), 12)),
                List.of(),
                Optional.of(new NeedSearch(1, 40)));
    }

    /** Returns the invented result of a run: enough instances are twelve times the strategy's wait over ten. */
    public static RunResult run(Contender contender, World world, Streams streams, RunOptions options) {
        StrategyChain strategy = contender.strategy();
        SequentialStream noise = streams.sequential("noise");
        double common = noise.nextDouble();
        double own = streams.sequential(strategy.name()).nextDouble();
        double base = WAITS.getOrDefault(strategy.name(), 20.0);
        double wait = base + common * 4 + own * 0.2;
        int instances = world.instances().size();
        boolean enough = instances * 10 >= 12 * base;
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        metrics.put(Metric.WAIT_MEAN, wait);
        metrics.put(Metric.WAIT_P95, wait * 3);
        metrics.put(Metric.WAIT_MEAN_LARGE, wait * 4);
        metrics.put(Metric.UNPLACED, enough ? 0.0 : 0.05);
        metrics.put(Metric.ALLOCATED_CPU, 0.8);
        metrics.put(Metric.ALLOCATED_MEMORY, 0.7);
        metrics.put(Metric.FRAGMENTATION_CPU, 0.2 + own * 0.01);
        metrics.put(Metric.FRAGMENTATION_MEMORY, 0.1);
        metrics.put(Metric.IN_USE, 10 - own);
        metrics.put(Metric.IN_USE_PEAK, 12.0);
        metrics.put(Metric.EXPOSURE, 0.4);
        metrics.put(Metric.BILLED, 12 * 0.192);
        metrics.put(Metric.COMPLETED, 1000.0);
        metrics.put(Metric.DECISION_COST, 3.0);
        long waitMicros = (long) (wait * 1e6);
        WaitDistribution waits = new WaitDistribution(
                new long[] {0, waitMicros, 9 * waitMicros}, new long[] {500, 400, 100}, new long[0], new long[0]);
        long[] times = {0, 1_800_000_000L, 3_600_000_000L};
        List<Series> series = List.of(
                new Series("allocatedCpu", "share", times, new double[] {0, 0.85, 0.8}),
                new Series("tasks:us-east-1a", "tasks", times, new double[] {0, 40, 44}),
                new Series("tasks:us-east-1b", "tasks", times, new double[] {0, 41, 43}));
        return new RunResult(
                strategy.name(),
                streams.seed(),
                streams.replication(),
                new TaskCounts(1000, 1000, 1000, 0, 0, 0),
                metrics,
                waits,
                series,
                Map.of(Refusal.CPU, 75L, Refusal.MEMORY, 25L),
                3000,
                Double.doubleToLongBits(wait) + options.samples());
    }

    /** Returns a run with another mean wait in seconds. */
    public static RunResult withWait(RunResult run, double seconds) {
        Map<Metric, Double> metrics = new EnumMap<>(run.metrics());
        metrics.put(Metric.WAIT_MEAN, seconds);
        return new RunResult(
                run.strategy(),
                run.seed(),
                run.replication(),
                run.counts(),
                metrics,
                run.waits(),
                run.series(),
                run.refusals(),
                run.events(),
                run.digest());
    }

    private static final class Worlds implements WorldSource {

        @Override
        public World world(int replication) {
            return world(replication, instances());
        }

        @Override
        public World world(int replication, int instances) {
            return new World(
                    IntStream.range(0, instances)
                            .mapToObj(
                                    i -> ContainerInstance.of("i-" + i, "us-east-1" + "abc".charAt(i % 3), 8192, 32768))
                            .toList(),
                    List.of(
                            TaskSpec.standalone(TaskDefinition.of("small", 256, 1024)),
                            TaskSpec.standalone(TaskDefinition.of("large", 7168, 28672))),
                    streams -> new Nothing(),
                    new NoFitPolicy.Wait(false),
                    FaultPlan.NONE,
                    3_600_000_000L,
                    0);
        }

        @Override
        public int instances() {
            return 12;
        }

        @Override
        public long microUsdPerHour(int instances) {
            return 192_000L * instances;
        }

        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public String priceDate() {
            return "2026-11-22";
        }
    }

    private static final class Nothing implements ArrivalCursor {

        @Override
        public boolean advance() {
            return false;
        }

        @Override
        public long timeMicros() {
            return 0;
        }

        @Override
        public int definition() {
            return 0;
        }

        @Override
        public int cpuUnits() {
            return 0;
        }

        @Override
        public int memoryMiB() {
            return 0;
        }

        @Override
        public int gpus() {
            return 0;
        }

        @Override
        public long runMicros() {
            return 0;
        }
    }
}
