package io.ecsim.experiments.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.faults.FaultPlan;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.workload.ArrivalCursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {

    @TempDir
    private Path folder;

    private Experiment read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("scenario.yaml"), text);
        return new ScenarioReader(BuiltInStrategies.catalogue(), Optional.empty(), false, List.of(), List.of())
                .read(file);
    }

    /**
     * Tasks of half an instance every 10 s for 25 s, from 10 s on: 1 then 2 then 3 run at a time; the last of six ends at
     * 85 s.
     */
    @Test
    void theMeanOfTheVolumeIsExact() throws IOException {
        World world = read("""
                horizon: 1h
                cluster: {zones: [a], instances: [{count: 5, cpu: 1024, memory: 8192}]}
                workload:
                  arrivals: {deterministic: {every: 10s}}
                  maxTasks: 6
                  runTime: {constant: 25s}
                  tasks: [{name: web, cpu: 512, memory: 1024}]
                strategies: [first-fit]
                """).worlds().world(0);
        Bounds bounds = Bounds.of(world, new Streams(1, 0), Bounds.Effort.FULL).orElseThrow();
        // running: 1 in [10,20), 2 in [20,30), 3 in [30,35), then 2 and 3 in turn (5 s each) up to 60 s: 3 in [30,35),
        // [40,45), [50,55), [60,65); 2 in [35,40), [45,50), [55,60), [65,75); 1 in [75,85)
        double instanceSeconds = 1 * 10 + 1 * 10 + 2 * 20 + 1 * (5 + 5 + 5 + 10) + 1 * 10;
        assertThat(bounds.volume()).isCloseTo(instanceSeconds / 85, within(1e-9));
        assertThat(bounds.best()).isCloseTo(bounds.volume(), within(0.02));
        // equal lengths, so in order of arrival: 1, 2, 4 and 5 on one instance (10 to 75 s), 3 and 6 on the other
        assertThat(bounds.clairvoyant().orElseThrow()).isCloseTo((65 + 25 + 25) / 85.0, within(1e-9));
    }

    /** Where nobody waits, no strategy does with fewer instances than the bound, nor is the bound far off. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noStrategyPassesTheBound(long seed) throws IOException {
        Experiment experiment = read("""
                horizon: 3h
                warmup: 20m
                cluster:
                  zones: [a, b]
                  instances:
                    - {count: 100, cpu: 4096, memory: 8192}
                    - {count: 100, cpu: 2048, memory: 16384}
                workload:
                  arrivals: {poisson: {perHour: 600}}
                  runTime: {exponential: {mean: 10m}}
                  tasks:
                    - {name: lean, cpu: 700, memory: 600}
                    - {name: fat, cpu: 200, memory: 3000}
                    - {name: large, cpu: 1900, memory: 6000, weight: 0.5}
                strategies: ["binpack(memory)", "binpack(cpu)", first-fit, dot-product, random]
                """);
        World world = experiment.worlds().world(0);
        Streams streams = new Streams(seed, 0);
        Bounds bounds = Bounds.of(world, streams, Bounds.Effort.FULL).orElseThrow();
        assertThat(bounds.best()).isGreaterThanOrEqualTo(bounds.volume()).isLessThanOrEqualTo(bounds.repacked());
        assertThat(bounds.best()).isLessThanOrEqualTo(bounds.clairvoyant().orElseThrow() + 0.2);
        for (StrategyChain strategy : experiment.strategies()) {
            RunResult run = ClusterSimulation.run(world, strategy, streams, RunOptions.DEFAULT);
            assertThat(run.value(Metric.WAIT_MAX)).isZero();
            assertThat(run.value(Metric.IN_USE))
                    .as("%s, seed %d", strategy.name(), seed)
                    .isGreaterThan(bounds.volume())
                    .isGreaterThan(bounds.best() - 0.2); // instants are a sample
        }
    }

    /** A run is over when nothing more can happen, long before the horizon: its means are those up to there. */
    @Test
    void tasksWithoutEndCountUntilTheLastHasCome() throws IOException {
        Experiment experiment = read("""
                horizon: 10h
                cluster: {zones: [a], instances: [{count: 5, cpu: 1024, memory: 8192}]}
                workload:
                  arrivals: {deterministic: {every: 60s}}
                  runTime: {constant: 10m}
                  tasks: [{name: web, cpu: 1024, memory: 1024}]
                strategies: [first-fit]
                """);
        World read = experiment.worlds().world(0);
        World world = new World(
                read.instances(),
                read.tasks(),
                streams -> new Endless(),
                new NoFitPolicy.Fail(),
                FaultPlan.NONE,
                read.horizonMicros(),
                0);
        RunResult run =
                ClusterSimulation.run(world, experiment.strategies().get(0), new Streams(1, 0), RunOptions.DEFAULT);
        Bounds bounds = Bounds.of(world, new Streams(1, 0), Bounds.Effort.FULL).orElseThrow();
        assertThat(bounds.volume()).isEqualTo((100 + 300 * 2) / 400.0);
        assertThat(run.value(Metric.IN_USE)).isEqualTo(bounds.volume());
        assertThat(bounds.clairvoyant()).hasValue(bounds.volume());
    }

    /** Three tasks without an end, at 0, 100 and 400 s. */
    private static final class Endless implements ArrivalCursor {

        private static final long[] ARRIVALS = {0, 100_000_000, 400_000_000};

        private int at = -1;

        @Override
        public boolean advance() {
            return ++at < ARRIVALS.length;
        }

        @Override
        public long timeMicros() {
            return ARRIVALS[at];
        }

        @Override
        public int definition() {
            return 0;
        }

        @Override
        public int cpuUnits() {
            return 1024;
        }

        @Override
        public int memoryMiB() {
            return 1024;
        }

        @Override
        public int gpus() {
            return 0;
        }

        @Override
        public long runMicros() {
            return ENDLESS;
        }
    }

    /** A task that is too large for every instance is never placed, so it makes no strategy use more of them. */
    @Test
    void tasksThatFitNowhereDoNotCount() throws IOException {
        String scenario = """
                horizon: 1h
                cluster: {zones: [a], instances: [{count: 5, cpu: 1024, memory: 8192}]}
                workload:
                  arrivals: {deterministic: {every: 60s}}
                  runTime: {constant: 10m}
                  tasks: [{name: web, cpu: %d, memory: 1024}]
                strategies: [first-fit]
                """;
        assertThat(Bounds.of(read(scenario.formatted(1024)).worlds().world(0), new Streams(1, 0), Bounds.Effort.FULL))
                .hasValueSatisfying(bounds -> assertThat(bounds.best()).isGreaterThan(1));
        assertThat(Bounds.of(read(scenario.formatted(1025)).worlds().world(0), new Streams(1, 0), Bounds.Effort.FULL))
                .isEmpty();
    }

    @Test
    void servicesHaveNone() throws IOException {
        World world = read("""
                horizon: 1h
                cluster: {zones: [a], instances: [{count: 5, cpu: 1024, memory: 8192}]}
                services: [{name: web, cpu: 512, memory: 1024, desiredCount: 2}]
                strategies: [first-fit]
                """).worlds().world(0);
        assertThat(Bounds.of(world, new Streams(1, 0), Bounds.Effort.FULL)).isEmpty();
    }

    /** Two kinds with prices: no strategy is cheaper than the relaxation, and where all are alike price follows the bound. */
    @Test
    void noStrategyIsCheaperThanTheBound() throws IOException {
        String mixed = """
                horizon: 3h
                warmup: 20m
                cluster:
                  zones: [us-east-1a]
                  instances: [{count: 60, instanceType: m5.xlarge}, {count: 60, instanceType: r5.large}]
                workload:
                  arrivals: {poisson: {perHour: 300}}
                  runTime: {exponential: {mean: 10m}}
                  tasks: [{name: lean, cpu: 700, memory: 600}, {name: fat, cpu: 200, memory: 3000}]
                strategies: ["binpack(memory)", first-fit, random]
                """;
        Experiment experiment = read(mixed);
        World world = experiment.worlds().world(0);
        Streams streams = new Streams(3, 0);
        double bound =
                Bounds.of(world, streams, Bounds.Effort.FULL).orElseThrow().microUsdPerHour() / 1e6;
        assertThat(bound).isPositive();
        for (StrategyChain strategy : experiment.strategies()) {
            RunResult run = ClusterSimulation.run(world, strategy, streams, RunOptions.DEFAULT);
            assertThat(run.value(Metric.IN_USE_PRICE)).as(strategy.name()).isGreaterThan(bound);
        }

        World alike = read(mixed.replace(", {count: 60, instanceType: r5.large}", ""))
                .worlds()
                .world(0);
        Bounds same = Bounds.of(alike, streams, Bounds.Effort.FULL).orElseThrow();
        assertThat(same.microUsdPerHour()).isCloseTo(same.best() * 192_000, within(1e-6));
    }
}
