package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.Outage;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.ClusterUse;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.SchedulerCount;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random worlds of several clusters: after each event every task is in its own cluster, and nobody waits in vain. */
class RandomClustersTest {

    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int[] CPU = {256, 512, 1024, 512};
    private static final int[] MEMORY = {100, 100, 300, 200};

    private final List<TaskSpec> specs = new ArrayList<>();

    /** A world of a seed; a third of them have a control plane. */
    private World world(int seed) {
        KeyedStream draws = new Streams(seed, 0).keyed("world");
        draws.at(0, 0);
        List<ContainerInstance> instances = new ArrayList<>();
        List<Outage> outages = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            String zone = draws.nextInt(2) == 0 ? "x" : "y";
            instances.add(new ContainerInstance(
                    "i-" + i,
                    new AvailabilityZone(zone),
                    "custom",
                    1024 << draws.nextInt(2),
                    1000,
                    0,
                    0,
                    List.of(),
                    Map.of(),
                    Map.of("ecs.availability-zone", zone),
                    0,
                    "custom",
                    NAMES.get(draws.nextInt(3))));
            if (draws.nextInt(4) == 0) {
                long leaves = 1_000_000L * (1 + draws.nextInt(600));
                outages.add(new Outage("i-" + i, leaves, leaves + 200_000_000L));
            }
        }
        specs.clear();
        for (int i = 0; i < CPU.length; i++) {
            List<PlacementConstraint> constraints =
                    draws.nextInt(4) == 0 ? List.of(new PlacementConstraint.DistinctInstance()) : List.of();
            specs.add(new TaskSpec(
                    TaskDefinition.of("t" + i % 2, CPU[i], MEMORY[i]),
                    "family:t" + i % 2,
                    constraints,
                    false,
                    NAMES.get(draws.nextInt(3)),
                    TaskBehaviour.STEADY));
        }
        NoFitPolicy noFit = draws.nextInt(3) == 0
                ? new NoFitPolicy.Wait(true)
                : draws.nextInt(3) == 0 ? new NoFitPolicy.Fail() : new NoFitPolicy.Wait(false);
        World plain = new World(
                instances,
                specs,
                new MixWorkload(0.2, 60, 900, CPU, MEMORY, new int[] {3, 2, 1, 2}),
                noFit,
                FaultPlan.NONE.withOutages(outages),
                1_000_000_000L,
                100_000_000L);
        return draws.nextInt(3) == 0 ? plain.with(ControlPlane.DEFAULT) : plain;
    }

    private static RunResult run(World world, int seed, RunOptions.Lookup lookup, StrategyProvider strategy) {
        return ClusterSimulation.run(
                world,
                new StrategyChain("chain", List.of(strategy)),
                new Streams(seed, 0),
                new RunOptions(lookup, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10));
    }

    /** R1.1: the checks after each event hold under both ways to look up instances, and the clusters add up to the run. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void noTaskLandsInAnotherCluster(int seed) {
        World world = world(seed);
        RunResult indexed = run(world, seed, RunOptions.Lookup.INDEXED, MiceAndElephantsTest.SPREAD);
        RunResult scanned = run(world, seed, RunOptions.Lookup.SCAN, MiceAndElephantsTest.SPREAD);

        assertThat(indexed.digest()).as("seed " + seed).isEqualTo(scanned.digest());
        assertThat(indexed.clusters()).as("seed " + seed).isEqualTo(scanned.clusters());
        assertThat(indexed.clusters()).hasSizeBetween(2, 3);
        assertThat(indexed.clusters().stream().mapToInt(ClusterUse::instances).sum())
                .isEqualTo(9);
        assertThat(indexed.clusters().stream().mapToLong(ClusterUse::requested).sum())
                .isEqualTo(indexed.counts().requested())
                .isPositive();
        assertThat(indexed.clusters().stream().mapToLong(ClusterUse::placed).sum())
                .isEqualTo(indexed.counts().placed());
        assertThat(indexed.clusters().stream().mapToDouble(ClusterUse::inUse).sum())
                .isCloseTo(indexed.value(Metric.IN_USE), Offset.offset(1e-9));
        double waited =
                indexed.clusters().stream().mapToLong(ClusterUse::waitMicros).sum() / 1e6;
        if (indexed.counts().placed() == 0) { // a strict line whose first task finds its cluster empty
            assertThat(waited).isZero();
        } else {
            assertThat(waited / indexed.counts().placed())
                    .isCloseTo(indexed.value(Metric.WAIT_MEAN), Offset.offset(1e-9));
        }
    }

    /**
     * R1.1: the same worlds in rounds, by a plan without sense: whatever it proposes, the checks after each event hold, and
     * a run can be repeated.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void roundsKeepTheBooks(int seed) {
        World world = world(seed);
        RunResult indexed = run(world, seed, RunOptions.Lookup.INDEXED, PlacementRoundsTest.ANYWHERE);
        RunResult scanned = run(world, seed, RunOptions.Lookup.SCAN, PlacementRoundsTest.ANYWHERE);

        assertThat(indexed.digest()).as("seed " + seed).isEqualTo(scanned.digest());
        assertThat(indexed.counts().requested()).isPositive();
        assertThat(indexed.count(SchedulerCount.ROUNDS)).as("seed " + seed).isPositive();
    }

    /** One scheduler that takes no time is the chain alone. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void oneSchedulerWithoutTimeIsTheChainAlone(int seed) {
        World world = world(seed);
        RunResult late = run(world, seed, RunOptions.Lookup.INDEXED, ConcurrentSchedulersTest.schedulers(1, 0));

        assertThat(late.digest())
                .as("seed " + seed)
                .isEqualTo(run(world, seed, RunOptions.Lookup.INDEXED, ScriptedWorld.FIRST_FIT)
                        .digest());
    }

    /** R1.1: the same worlds under three schedulers that take five seconds a decision. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void concurrentSchedulersKeepTheBooks(int seed) {
        World world = world(seed);
        StrategyProvider three = ConcurrentSchedulersTest.schedulers(3, 5_000_000);
        RunResult indexed = run(world, seed, RunOptions.Lookup.INDEXED, three);
        RunResult scanned = run(world, seed, RunOptions.Lookup.SCAN, three);

        assertThat(indexed.digest()).as("seed " + seed).isEqualTo(scanned.digest());
        assertThat(indexed.counts().requested()).isPositive();
        assertThat(indexed.count(SchedulerCount.COMMITS))
                .as("seed " + seed)
                .isGreaterThanOrEqualTo(indexed.count(SchedulerCount.CONFLICTS));
    }
}
