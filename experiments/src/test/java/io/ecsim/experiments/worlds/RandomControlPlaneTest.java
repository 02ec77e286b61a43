package io.ecsim.experiments.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.RunOptions.Checks;
import io.ecsim.controlplane.RunOptions.Lookup;
import io.ecsim.controlplane.RunOptions.TieBreak;
import io.ecsim.experiments.events.EventStreamSettings;
import io.ecsim.experiments.events.EventStreamWriter;
import io.ecsim.observe.ControlPlaneResult;
import io.ecsim.observe.DeploymentStateChange.State;
import io.ecsim.observe.FaultRecord;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.TaskCounts;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whole runs in small random worlds under a control plane: every invariant holds after every event, the books balance,
 * and the same world gives the same bytes again, placed by index or by scan. {@code -Dsim.seed=N} plays one world;
 * {@code -Dsim.worlds=N} plays so many, 10,000 in the profile {@code nightly}.
 */
class RandomControlPlaneTest {

    private static final int SEEDS = 500;
    private static final int SAMPLES = 20;

    private record Lived(RunResult result, String events, LifecycleWatch watch) {}

    @Test
    void invariantsHoldAndTheSameWorldGivesTheSameBytes() {
        Long only = Long.getLong("sim.seed");
        LongStream seeds =
                only == null ? LongStream.rangeClosed(1, Long.getLong("sim.worlds", SEEDS)) : LongStream.of(only);
        Map<StopCode, Long> stops = new EnumMap<>(StopCode.class);
        Map<State, Long> deployments = new EnumMap<>(State.class);
        Map<TaskStatus, Long> statuses = new EnumMap<>(TaskStatus.class);
        Map<FaultRecord.Kind, Long> faults = new EnumMap<>(FaultRecord.Kind.class);
        seeds.forEach(seed -> {
            Lived lived = play(seed);
            lived.result.faults().faults().forEach(fault -> faults.merge(fault.kind(), 1L, Long::sum));
            ControlPlaneResult result = lived.result.controlPlane().orElseThrow();
            result.stops().forEach((code, count) -> stops.merge(code, count, Long::sum));
            result.deployments().forEach(record -> deployments.merge(record.state(), 1L, Long::sum));
            lived.watch.entered().forEach((status, count) -> statuses.merge(status, count, Long::sum));
        });
        if (only == null) {
            assertThat(stops)
                    .as("tasks stop in every way")
                    .containsOnlyKeys(
                            StopCode.TASK_FAILED_TO_START,
                            StopCode.ESSENTIAL_CONTAINER_EXITED,
                            StopCode.SERVICE_SCHEDULER_INITIATED,
                            StopCode.TERMINATION_NOTICE);
            assertThat(faults)
                    .as("every kind of fault strikes, but for those of worlds with Auto Scaling groups")
                    .hasSize(FaultRecord.Kind.values().length - 1)
                    .doesNotContainKeys(FaultRecord.Kind.INSTANCE_REFRESH);
            assertThat(deployments).as("deployments end in every way").containsOnlyKeys(State.values());
            assertThat(statuses).as("every status has been seen").hasSize(TaskStatus.values().length - 1);
        }
    }

    private static Lived play(long seed) {
        String chain = "";
        try {
            RandomControlPlane scenario = new RandomControlPlane(seed);
            chain = scenario.chain();
            return live(scenario, seed);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "seed " + seed + ", chain \"" + chain + "\"; replay: ./mvnw -pl experiments -am test"
                            + " -Dtest=RandomControlPlaneTest -Dsurefire.failIfNoSpecifiedTests=false -Dsim.seed="
                            + seed
                            + "\n" + failure,
                    failure);
        }
    }

    private static Lived live(RandomControlPlane scenario, long seed) {
        Lived indexed = run(scenario, seed, Lookup.INDEXED, Checks.EVERY_EVENT);
        Lived scanned = run(scenario, seed, Lookup.SCAN, Checks.OFF);
        assertThat(scanned.result.digest()).as("digest by scan").isEqualTo(indexed.result.digest());
        assertThat(scanned.result.counts()).isEqualTo(indexed.result.counts());
        assertThat(scanned.result.events()).isEqualTo(indexed.result.events());
        assertThat(scanned.result.controlPlane()).isEqualTo(indexed.result.controlPlane());
        assertThat(scanned.result.calls()).isEqualTo(indexed.result.calls());
        assertThat(comparable(scanned.result)).isEqualTo(comparable(indexed.result));
        assertThat(scanned.events.equals(indexed.events))
                .as("the same bytes in the event stream")
                .isTrue();
        boolean enforced =
                scenario.world.controlPlane().orElseThrow().agents().memory().enforced();
        assertMetricsAreInRange(indexed.result, enforced);
        assertBooksBalance(scenario, seed, indexed);
        assertFaultsAddUp(indexed.result);
        return indexed;
    }

    private static Lived run(RandomControlPlane scenario, long seed, Lookup lookup, Checks checks) {
        StrategyChain chain = BuiltInStrategies.catalogue().parse(scenario.chain());
        TieBreak ties = scenario.randomTies() ? TieBreak.RANDOM : TieBreak.REGISTRATION;
        RunOptions options = new RunOptions(lookup, ties, checks, SAMPLES, BuiltInStrategies.catalogue()::chain);
        StringWriter lines = new StringWriter();
        RunResult result;
        LifecycleWatch watch;
        try (EventStreamWriter writer = new EventStreamWriter(
                lines, EventStreamSettings.of(seed, 1, scenario.world.instances()), scenario.world.instances())) {
            watch = new LifecycleWatch(writer);
            result = ClusterSimulation.run(scenario.world, chain, new Streams(seed, 1), options, watch);
        }
        return new Lived(result, lines.toString(), watch);
    }

    /** All metrics but the one that tells index and scan apart. */
    private static Map<Metric, Double> comparable(RunResult result) {
        Map<Metric, Double> metrics = new EnumMap<>(result.metrics());
        metrics.remove(Metric.DECISION_COST);
        return metrics;
    }

    private static void assertMetricsAreInRange(RunResult result, boolean memoryEnforced) {
        result.metrics().forEach((metric, value) -> {
            assertThat(value).as(metric.key()).isFinite().isNotNegative();
            boolean bounded = metric.unit().equals("share")
                    && metric != Metric.TROUGH // more tasks than desired may be healthy
                    && (metric != Metric.UTILISED_MEMORY
                            || memoryEnforced); // else nothing keeps use within the machine
            if (bounded) {
                assertThat(value).as(metric.key()).isLessThanOrEqualTo(1 + 1e-12);
            }
        });
    }

    private static void assertFaultsAddUp(RunResult result) {
        for (FaultRecord fault : result.faults().faults()) {
            assertThat(fault.recovered() && fault.recoveredMicros() < fault.fromMicros())
                    .as("recovered before the fault: " + fault)
                    .isFalse();
            boolean felt = fault.recoveredMicros() != fault.fromMicros() && fault.concernsServices();
            assertThat(felt && fault.trough().orElse(0) >= 1)
                    .as("a fault that was felt has a trough: " + fault)
                    .isFalse();
            assertThat(fault.tasksLost() == 0 || fault.instancesLost() > 0)
                    .as("tasks go with instances: " + fault)
                    .isTrue();
        }
        assertThat(result.metrics().containsKey(Metric.RECOVERY))
                .isEqualTo(result.faults().allRecovered()
                        && result.faults().faults().stream().anyMatch(FaultRecord::concernsServices));
    }

    private static void assertBooksBalance(RandomControlPlane scenario, long seed, Lived lived) {
        TaskCounts counts = lived.result.counts();
        assertThat(counts.completed() + counts.failed() + counts.waiting() + counts.running())
                .as("every task requested has come to something or is on its way")
                .isEqualTo(counts.requested());
        assertThat(lived.result.controlPlane().orElseThrow().stops())
                .as("stops by code are those that an observer hears of")
                .isEqualTo(lived.watch.stops());
        ControlPlane plan = scenario.world.controlPlane().orElseThrow();
        if (!plan.services().isEmpty() && lived.result.metrics().containsKey(Metric.BILLED)) {
            assertThat(lived.result.value(Metric.BILLED))
                    .as("billed is the sum over all machines")
                    .isCloseTo(MachineHours.billedUsd(scenario.world, new Streams(seed, 1)), within(1e-6));
        }
    }
}
