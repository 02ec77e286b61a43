package io.ecsim.experiments.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.RunOptions.Checks;
import io.ecsim.controlplane.RunOptions.Lookup;
import io.ecsim.controlplane.RunOptions.TieBreak;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.SchedulerCount;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whole runs in small random worlds: every invariant holds after every event, and placement by index and by scan lives
 * the same run. {@code -Dsim.seed=N} plays one world; {@code -Dsim.seeds=N} plays so many.
 */
class RandomScenariosTest {

    private static final int SEEDS = 5_000;
    private static final int SAMPLES = 20;

    @Test
    void invariantsHoldAndIndexAndScanLiveTheSameRun() {
        Long only = Long.getLong("sim.seed");
        LongStream seeds =
                only == null ? LongStream.rangeClosed(1, Long.getLong("sim.seeds", SEEDS)) : LongStream.of(only);
        Map<Metric, Double> sums = new EnumMap<>(Metric.class);
        seeds.mapToObj(RandomScenariosTest::play)
                .forEach(result -> result.metrics().forEach((metric, value) -> sums.merge(metric, value, Double::sum)));
        if (only == null) {
            assertThat(sums)
                    .as("every metric has been seen at work")
                    .hasSize((int) Arrays.stream(Metric.values())
                                    .filter(metric -> !metric.ofControlPlane())
                                    .count()
                            - 1)
                    .doesNotContainKey(Metric.WITHHELD); // no task waits for another in these worlds
            assertThat(sums)
                    .allSatisfy(
                            (metric, sum) -> assertThat(sum).as(metric.key()).isPositive());
        }
    }

    private static RunResult play(long seed) {
        String chain = "";
        try {
            RandomScenario scenario = new RandomScenario(seed);
            chain = scenario.chain;
            return live(scenario, seed);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "seed " + seed + ", chain \"" + chain + "\"; replay: ./mvnw -pl experiments -am test"
                            + " -Dtest=RandomScenariosTest -Dsurefire.failIfNoSpecifiedTests=false -Dsim.seed=" + seed
                            + "\n" + failure,
                    failure);
        }
    }

    private static RunResult live(RandomScenario scenario, long seed) {
        StrategyChain chain = BuiltInStrategies.catalogue().parse(scenario.chain);
        TieBreak ties = scenario.randomTies ? TieBreak.RANDOM : TieBreak.REGISTRATION;
        Streams streams = new Streams(seed, 1);
        RunResult indexed = ClusterSimulation.run(
                scenario.world, chain, streams, new RunOptions(Lookup.INDEXED, ties, Checks.EVERY_EVENT, SAMPLES));
        RunResult scanned = ClusterSimulation.run(
                scenario.world, chain, streams, new RunOptions(Lookup.SCAN, ties, Checks.OFF, SAMPLES));
        assertThat(scanned.digest()).as("digest by scan").isEqualTo(indexed.digest());
        assertThat(scanned.counts()).isEqualTo(indexed.counts());
        assertThat(scanned.events()).isEqualTo(indexed.events());
        assertThat(comparable(scanned)).isEqualTo(comparable(indexed));
        assertThat(scanned.refusals()).isEqualTo(indexed.refusals());
        if (chain.movesTasks()) {
            assertThat(indexed.count(SchedulerCount.CONFLICTS))
                    .as("moves that the core refused")
                    .isZero();
        }
        for (Metric metric : indexed.metrics().keySet()) {
            double value = indexed.value(metric);
            assertThat(value).as(metric.key()).isFinite().isNotNegative();
            if (metric.unit().equals("share")) {
                assertThat(value).as(metric.key()).isLessThanOrEqualTo(1 + 1e-12);
            }
        }
        return indexed;
    }

    /** All metrics but the one that tells index and scan apart. */
    private static Map<Metric, Double> comparable(RunResult result) {
        Map<Metric, Double> metrics = new EnumMap<>(result.metrics());
        metrics.remove(Metric.DECISION_COST);
        return metrics;
    }
}
