package io.ecsim.experiments.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.TaskCounts;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;
import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.Quantity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every metric of an hour that can be followed by hand. Two instances of 4096 CPU units and 8192 MiB: i-0 in zone a with 2
 * GPUs at 1 USD an hour, i-1 in zone b at 2 USD an hour. First fit; later tasks may pass. Zone b loses power at 3000 s for
 * good; a task crashes after 1200 s. Nothing is tried again.
 *
 * <pre>
 * task  asks at  CPU, MiB, GPUs  runs   what happens
 * A     0        4096 4096 0     1000   i-0 at 0, ends 1000
 * B     0        4096 4096 0     500    i-1 at 0, ends 500
 * C     100      512  1024 1     300    needs the GPU: i-0 at 1000, ends 1300
 * D     200      1024 2048 0     400    i-1 at 500, ends 900
 * E     2000     4096 8192 0     5000   i-0 at 2000, crashes 3200
 * F     2100     512  1024 1     100    i-0 at 3200, ends 3300
 * I     2500     1024 2048 0     1000   i-1 at 2500, lost 3000
 * G     3400     4096 8192 1     1000   i-0 at 3400, runs on
 * H     3450     4096 8192 0     10     waits on
 * </pre>
 */
class MetricsByHandTest {

    private static final long SECOND = 1_000_000L;
    private static final double EXACT = 1e-9;

    private record Task(long atSeconds, int cpuUnits, int memoryMiB, int gpus, long runSeconds) {}

    private static final List<Task> TASKS = List.of(
            new Task(0, 4096, 4096, 0, 1000),
            new Task(0, 4096, 4096, 0, 500),
            new Task(100, 512, 1024, 1, 300),
            new Task(200, 1024, 2048, 0, 400),
            new Task(2000, 4096, 8192, 0, 5000),
            new Task(2100, 512, 1024, 1, 100),
            new Task(2500, 1024, 2048, 0, 1000),
            new Task(3400, 4096, 8192, 1, 1000),
            new Task(3450, 4096, 8192, 0, 10));

    @Test
    void everyMetricIsWhatItsDefinitionSays() {
        Map<Metric, Double> expected = new EnumMap<>(Metric.class);
        expected.put(Metric.WAIT_MEAN, (900 + 300 + 1100) / 8.0);
        expected.put(Metric.WAIT_MEAN_SMALL, (900 + 1100) / 2.0);
        expected.put(Metric.WAIT_MEAN_MEDIUM, (300 + 0) / 2.0);
        expected.put(Metric.WAIT_MEAN_LARGE, 0.0);
        expected.put(Metric.WAIT_MAX, 1100.0);
        expected.put(Metric.WAIT_P50, 0.0); // five of nine did not wait
        expected.put(Metric.WAIT_P95, 1100.0); // H, censored at 150, leaves three at risk from 300 on
        expected.put(Metric.WAIT_P99, 1100.0);
        expected.put(Metric.UNPLACED, 1 / 9.0);
        expected.put(Metric.UNPLACED_LARGE, 1 / 5.0);
        double registered = 3600 + 3000;
        double cpuSeconds = 4096 * (1000 + 500 + 1200 + 200) + 512 * (300 + 100) + 1024 * (400 + 500);
        double memorySeconds = 4096 * (1000 + 500) + 1024 * (300 + 100) + 2048 * (400 + 500) + 8192 * (1200 + 200);
        expected.put(Metric.ALLOCATED_CPU, cpuSeconds / (4096 * registered));
        expected.put(Metric.ALLOCATED_MEMORY, memorySeconds / (8192 * registered));
        expected.put(Metric.ALLOCATED_GPU, (300 + 100 + 200) / (2 * 3600.0));
        expected.put(Metric.FINAL_ALLOCATED_GPU, 1 / 2.0);
        // Five looks, at 0, 900, 1800, 2700 and 3600 s. At 2700 only i-1 has room, 3072 units and 6144 MiB, and three
        // of
        // the seven shapes so far do not fit. At 0 and 900 there is memory without CPU: all of it, and a third.
        expected.put(Metric.FRAGMENTATION_CPU, (0 + 0 + 0 + 3 / 7.0 + 0) / 5);
        expected.put(Metric.FRAGMENTATION_MEMORY, (1 + 1 / 3.0 + 0 + 3 / 7.0 + 0) / 5);
        expected.put(Metric.EXPOSURE, 1 / 2.0); // at 0 and 2700; at the other looks fewer tasks than zones run
        double firstInUse = 1300 + 1300 + 200;
        double secondInUse = 900 + 500;
        expected.put(Metric.IN_USE, (firstInUse + secondInUse) / 3600);
        expected.put(Metric.IN_USE_PEAK, 2.0);
        expected.put(Metric.IN_USE_PRICE, (firstInUse + 2 * secondInUse) / 3600);
        double billed = 1 + 2 * 3000 / 3600.0;
        expected.put(Metric.BILLED, billed);
        expected.put(Metric.LOST, 1.0);
        expected.put(Metric.LOST_AT_ONCE, 1 / 2.0); // at 3000 one task ran on either instance
        expected.put(Metric.CRASHED, 1.0);
        expected.put(Metric.LOST_WORK, 4.0 * 1200 + 500);
        double usefulHours = (4.0 * 1000 + 4.0 * 500 + 0.5 * 300 + 400 + 0.5 * 100) / 3600;
        expected.put(Metric.USEFUL_PRICE, billed / usefulHours);
        expected.put(Metric.COMPLETED, 5.0);
        for (RunOptions.Lookup lookup : RunOptions.Lookup.values()) {
            RunResult result = run(lookup);
            assertThat(result.counts()).isEqualTo(new TaskCounts(9, 8, 5, 2, 1, 1));
            Map<Metric, Double> measured = new EnumMap<>(result.metrics());
            assertThat(measured.remove(Metric.DECISION_COST)).isBetween(0.1, 10.0);
            assertThat(measured).containsOnlyKeys(expected.keySet());
            expected.forEach((metric, value) ->
                    assertThat(measured.get(metric)).as(metric.key()).isCloseTo(value, within(error(metric, value))));
        }
        assertThat(expected)
                .as(
                        "all but the decision cost, what only jobs, early picks or moves have, and what needs a control plane")
                .hasSize(plainMetrics() - 4);
    }

    private static int plainMetrics() {
        return (int) Arrays.stream(Metric.values())
                .filter(metric -> !metric.ofControlPlane())
                .count();
    }

    /** Quantiles come from a histogram of three digits. */
    private static double error(Metric metric, double value) {
        return metric.key().startsWith("waitP") ? value / 1000 : EXACT;
    }

    @Test
    void everyMetricHasARowInTheReference() throws Exception {
        Path reference = Path.of("..", "docs", "metrics.md");
        List<String> rows = Files.readAllLines(reference).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        for (Metric metric : Metric.values()) {
            String start = "| `" + metric.key() + "` | " + metric.unit() + " | "
                    + (metric.higherIsBetter() ? "more" : "less") + " | ";
            assertThat(rows).as(metric.key()).anySatisfy(row -> assertThat(row).startsWith(start));
        }
        assertThat(rows).as("no row of a metric that is gone").hasSize(Metric.values().length);
    }

    private static RunResult run(RunOptions.Lookup lookup) {
        FaultPlan faults = new FaultPlan(
                Optional.empty(),
                List.of(new ZoneEvent("b", 3000 * SECOND, 100_000 * SECOND)),
                Optional.empty(),
                Optional.of(new ConstantLaw(1200, Quantity.NUMBER)),
                FaultPlan.Recovery.NONE);
        World world = new World(
                List.of(instance("i-0", "a", 2, 1_000_000), instance("i-1", "b", 0, 2_000_000)),
                List.of(TaskSpec.standalone(TaskDefinition.of("task", 1, 1))),
                workload(),
                new NoFitPolicy.Wait(false),
                faults,
                3600 * SECOND,
                0);
        return ClusterSimulation.run(
                world,
                BuiltInStrategies.catalogue().parse("first-fit"),
                new Streams(1, 0),
                new RunOptions(lookup, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 4));
    }

    private static ContainerInstance instance(String id, String zone, int gpus, long microUsdPerHour) {
        return new ContainerInstance(
                id,
                new AvailabilityZone(zone),
                "custom",
                4096,
                8192,
                gpus,
                0,
                List.of(),
                Map.of(),
                Map.of("ecs.availability-zone", zone),
                microUsdPerHour);
    }

    private static Workload workload() {
        return streams -> new ArrivalCursor() {
            private int next = -1;

            @Override
            public boolean advance() {
                return ++next < TASKS.size();
            }

            @Override
            public long timeMicros() {
                return TASKS.get(next).atSeconds() * SECOND;
            }

            @Override
            public int definition() {
                return 0;
            }

            @Override
            public int cpuUnits() {
                return TASKS.get(next).cpuUnits();
            }

            @Override
            public int memoryMiB() {
                return TASKS.get(next).memoryMiB();
            }

            @Override
            public int gpus() {
                return TASKS.get(next).gpus();
            }

            @Override
            public long runMicros() {
                return TASKS.get(next).runSeconds() * SECOND;
            }
        };
    }
}
