package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.workloads.document.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose tasks wait for each other, from the scenario file to the end of a run. Times were worked out by hand. */
class PrecedenceScenarioTest {

    private static final Path SAMPLE =
            Path.of("src", "test", "resources", "io", "ecsim", "experiments", "scenario", "alibaba-2018");

    private static final String ONE_CORE = """
            cluster: {zones: [us-east-1a], instances: [{count: 1, cpu: 1024, memory: 64GiB}]}
            horizon: 1h
            workload: {trace: {reader: alibaba-2018, file: batch_task.csv, machineUnit: {memory: 512GiB}}}
            strategies: [random]
            """;

    @TempDir
    private Path folder;

    /** Where there is room for all, j_1 takes 10 + 20 + 30 + 7 s from 100 s, and j_2 40 + 15 s from 121 s. */
    @Test
    void anAmpleClusterTakesAsLongAsTheLongestWay() {
        Experiment experiment = ScenarioReader.read(SAMPLE.resolve("scenario.yaml"), Optional.empty());
        for (var strategy : experiment.strategies()) {
            assertThat(life(experiment, strategy, 100, 110, 115, 121, 130, 160, 161, 167, 175.999999, 176))
                    .as(strategy.name())
                    .containsExactly(
                            "2 of 2", "2 of 4", "1 of 4", "2 of 5", "2 of 6", "4 of 9", "4 of 10", "1 of 10", "1 of 10",
                            "0 of 10");
        }
        assertThat(experiment.assumptions()).anySatisfy(line -> assertThat(line).contains("7 rows read, 10 tasks"));
        ExperimentResult result = new ExperimentRunner(1, RunListener.SILENT, new StopSignal()).run(experiment);
        for (int i = 0; i < 3; i++) {
            RunResult run = result.runs().finished(i).get(0);
            assertThat(run.value(Metric.COMPLETED)).isEqualTo(10);
            assertThat(run.value(Metric.WAIT_MAX)).isZero();
            assertThat(run.value(Metric.WITHHELD)).isZero();
        }
    }

    /**
     * One core runs 151 s of work one after another: M1 and M1 (to 120 s), M2 (140), M3 (145), then the M1 of j_2 that waits
     * since 121 s (185), R4 (215), R2 of j_2 (230), and M5 three times (251).
     */
    @Test
    void oneCoreTakesTasksInTheOrderInWhichTheyArrive() throws IOException {
        Experiment experiment = read(ONE_CORE);
        assertThat(life(
                        experiment,
                        experiment.strategies().get(0),
                        109,
                        119,
                        120,
                        139,
                        140,
                        145,
                        185,
                        215,
                        230,
                        250.9,
                        251))
                .containsExactly(
                        "1 of 2", "1 of 2", "1 of 4", "1 of 5", "1 of 6", "1 of 6", "1 of 7", "1 of 10", "1 of 10",
                        "1 of 10", "0 of 10");
    }

    @Test
    void whatWaitsForATaskThatWasGivenUpIsWithheld() throws IOException {
        Experiment experiment = read(ONE_CORE + "queue: fail\n");
        RunResult run = ClusterSimulation.run(
                experiment.worlds().world(0), experiment.strategies().get(0), new Streams(1, 0), RunOptions.DEFAULT);
        assertThat(run.value(Metric.COMPLETED)).as("one M1 of j_1, and j_2").isEqualTo(3);
        assertThat(run.value(Metric.WITHHELD)).as("M2, M3, R4 and three of M5").isEqualTo(6);
    }

    @Test
    void jobsCannotBeResampled() {
        assertThatThrownBy(() -> read(ONE_CORE + "replicate: {shuffle: 2}\n"))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("tasks of this trace arrive after the end of others");
    }

    private Experiment read(String scenario) throws IOException {
        Files.copy(SAMPLE.resolve("batch_task.csv"), folder.resolve("batch_task.csv"));
        Path file = Files.writeString(folder.resolve("scenario.yaml"), scenario);
        return ScenarioReader.read(file, Optional.empty());
    }

    /** Returns how many tasks run, of those that have arrived, after all that happens at each time in seconds. */
    private static List<String> life(Experiment experiment, StrategyChain strategy, double... seconds) {
        List<String> life = new ArrayList<>();
        try (ClusterSimulation run =
                ClusterSimulation.open(experiment.worlds().world(0), strategy, new Streams(1, 0), RunOptions.DEFAULT)) {
            for (double second : seconds) {
                run.advanceTo(Math.round(second * 1e6));
                life.add(run.running() + " of " + run.arrived());
            }
        }
        return life;
    }
}
