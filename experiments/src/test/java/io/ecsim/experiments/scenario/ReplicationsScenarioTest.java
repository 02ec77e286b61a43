package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Margin;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Sureness;
import io.ecsim.experiments.run.ArrivedWork;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.run.WarmupCut;
import io.ecsim.experiments.statistics.Moments;
import io.ecsim.observe.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicationsScenarioTest {

    private static final String WORLD = """
            horizon: 20h
            cluster:
              zones: [us-east-1a, us-east-1b]
              instances:
                - {count: 6, cpu: 4096, memory: 16GiB}
            workload:
              arrivals: {poisson: {load: 60%}}
              runTime: {exponential: {mean: 30m}}
              tasks:
                - {name: web, cpu: 512, memory: 1GiB}
                - {name: big, cpu: 2048, memory: 4GiB}
            strategies: ["binpack(memory)", "spread(instanceId)"]
            """;

    @TempDir
    private Path folder;

    private Experiment read(String more) throws IOException {
        Path file = folder.resolve("scenario.yaml");
        Files.writeString(file, WORLD + more);
        return ScenarioReader.read(file, Optional.empty());
    }

    private static ExperimentResult run(Experiment experiment) {
        return new ExperimentRunner(2, RunListener.SILENT, new StopSignal()).run(experiment);
    }

    @Test
    void aPrecisionIsAShareOrAnAmountOfTheObjective() throws IOException {
        assertThat(read("replicate: {regenerate: {precision: 2%}}").replicate())
                .isEqualTo(new Replicate.Regenerate(500, Optional.of(new Margin.Relative(0.02)), false, false));
        assertThat(read("replicate: {regenerate: {precision: 90s, max: 60, antithetic: true, controlVariates: true}}")
                        .replicate())
                .isEqualTo(new Replicate.Regenerate(60, Optional.of(new Margin.Absolute(90)), true, true));
    }

    /** models.md M12: one common warm-up cut for all strategies; its runs are those of a scenario that states the cut. */
    @Test
    void theWarmupThatPilotsFindIsThatOfAllStrategies() throws IOException {
        ExperimentResult found = run(read("warmup: auto\nreplicate: {regenerate: 3}"));
        WarmupCut cut = found.warmup().orElseThrow();
        assertThat(cut.micros()).isBetween(1L, 10L * 3_600_000_000L);

        ExperimentResult stated = run(read("warmup: " + cut.micros() / 1_000_000 + "s\nreplicate: {regenerate: 3}"));
        assertThat(cut.micros() % 1_000_000).isZero();
        for (int contender = 0; contender < 2; contender++) {
            assertThat(found.runs().finished(contender).stream().map(RunResult::metrics))
                    .isEqualTo(stated.runs().finished(contender).stream()
                            .map(RunResult::metrics)
                            .toList());
        }
        assertThat(Sureness.of(Findings.of(found)))
                .anyMatch(sentence -> sentence.contains("are not measured, as the series " + cut.series() + " of "));
    }

    /** The expectations are exact: what arrives less what was expected is 0 on average. */
    @Test
    void theControlsHaveTheExpectationTheySay() throws IOException {
        ExperimentResult result = run(read("replicate: {regenerate: {count: 300, controlVariates: true}}"));
        double[][] controls = ArrivedWork.of(result.experiment(), result.runs());

        Moments tasks = new Moments();
        Moments work = new Moments();
        for (double[] row : controls) {
            tasks.add(row[0]);
            work.add(row[1]);
        }
        assertThat(tasks.meanInterval(0.999).contains(0)).isTrue();
        assertThat(work.meanInterval(0.999).contains(0)).isTrue();
        assertThat(tasks.variance()).isBetween(0.7 * 540, 1.3 * 540);
        assertThat(Sureness.of(Findings.of(result))).anyMatch(sentence -> sentence.startsWith("Control variates ("));
    }

    @Test
    void whatIsNotAskedForIsNotDone() throws IOException {
        ExperimentResult result = run(read("replicate: {regenerate: 2}"));
        assertThat(ArrivedWork.of(result.experiment(), result.runs())).isEmpty();
        assertThat(result.warmup()).isEmpty();
        assertThat(result.antithetic()).isEmpty();
        assertThat(List.of(result.runs().replications())).containsExactly(2);
    }

    @Test
    void aSingleRunOfDrawnTasksHasBatchMeans() throws IOException {
        assertThat(Sureness.of(Findings.of(run(read("warmup: 2h\nreplicate: {regenerate: 1}")))))
                .anyMatch(sentence -> sentence.matches(
                        "Means over time of what was sampled in the one run of .*allocatedCpu 0\\.\\d+ \\(0\\.\\d+ to 0\\.\\d+,"
                                + " \\d+ batches of \\d+\\).*"));
    }
}
