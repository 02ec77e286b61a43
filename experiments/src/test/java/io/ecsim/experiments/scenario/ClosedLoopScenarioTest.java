package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.observe.Metric;
import io.ecsim.observe.PriorityWaits;
import io.ecsim.observe.RunResult;
import io.ecsim.workloads.document.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A closed loop with priorities, from the scenario file to the results. */
class ClosedLoopScenarioTest {

    private static final String SCENARIO = """
            horizon: 2d
            cluster: {zones: [us-east-1a], instances: [{count: 2, cpu: 4096, memory: 16GiB}]}
            workload:
              arrivals: {closedLoop: {customers: %s, think: %s}}
              runTime: 10m
              tasks:
                - {name: query, cpu: 1024, memory: 2GiB, weight: 3, priority: 5}
                - {name: report, cpu: 1024, memory: 2GiB, priority: %s}
            strategies: [binpack(memory), spread(instanceId)]
            %s
            """;

    @TempDir
    private Path folder;

    private Experiment read(Object... values) throws IOException {
        Path file = folder.resolve("loop.yaml");
        Files.writeString(file, String.format(Locale.ROOT, SCENARIO, values));
        return ScenarioReader.read(file, Optional.empty());
    }

    private static ExperimentResult run(Experiment experiment) {
        return new ExperimentRunner(2, RunListener.SILENT, new StopSignal()).run(experiment);
    }

    /** Eight slots, sixteen customers: all slots are taken, and a request waits for less than two others on average. */
    @Test
    void aLoopFillsTheClusterAndWaitsNoLongerThanItsCustomersAllow() throws IOException {
        ExperimentResult result = run(read("16", "{exponential: {mean: 5m}}", "0", "replicate: {regenerate: 2}"));
        for (int strategy = 0; strategy < 2; strategy++) {
            for (RunResult run : result.runs().finished(strategy)) {
                assertThat(run.value(Metric.ALLOCATED_CPU)).isBetween(0.9, 1.0);
                assertThat(run.value(Metric.COMPLETED)).isBetween(0.9 * 8 * 6 * 48, 8.0 * 6 * 48);
                assertThat(run.waitsByPriority())
                        .extracting(PriorityWaits::priority)
                        .containsExactly(5, 0);
                PriorityWaits urgent = run.waitsByPriority().get(0);
                PriorityWaits other = run.waitsByPriority().get(1);
                assertThat(urgent.requested() + other.requested())
                        .isEqualTo(run.counts().requested());
                assertThat(urgent.waits().placed() + other.waits().placed())
                        .isEqualTo(run.counts().placed());
                assertThat(urgent.meanSeconds().orElseThrow() * 3)
                        .isLessThan(other.meanSeconds().orElseThrow());
                double all = urgent.meanSeconds().orElseThrow() * urgent.waits().placed()
                        + other.meanSeconds().orElseThrow() * other.waits().placed();
                assertThat(all / run.counts().placed()).isCloseTo(run.value(Metric.WAIT_MEAN), within(1e-6));
            }
        }
    }

    @Test
    void onePriorityIsNotCountedApart() throws IOException {
        ExperimentResult result = run(read("4", "5m", "5", "replicate: {regenerate: 1}"));
        assertThat(result.runs().finished(0).get(0).waitsByPriority()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|5m|0|replicate: {regenerate: 2}|workload.arrivals.closedLoop.customers: found 0",
                "3|0s|0|replicate: {regenerate: 2}|workload.arrivals.closedLoop.think: found constant(0s)",
                "3|5m|1001|replicate: {regenerate: 2}|workload.tasks[1].priority: found 1001",
                "3|5m|0.5|replicate: {regenerate: 2}|workload.tasks[1].priority: found 0.5",
                "3|5m|0|replicate: {windows: {length: 1h, count: 2}}|replicate: windows, blockBootstrap and shuffle resample",
            })
    void faultsAreLocated(String customers, String think, String priority, String replicate, String message) {
        assertThatThrownBy(() -> read(customers, think, priority, replicate))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining(message);
    }
}
