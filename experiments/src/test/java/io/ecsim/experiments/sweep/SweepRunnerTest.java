package io.ecsim.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.journal.RunJournal;
import io.ecsim.experiments.output.Repetition;
import io.ecsim.experiments.output.SweepOutput;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.experiments.scenario.SweepReader;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.workloads.document.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepRunnerTest {

    private static final String SCENARIO = """
            name: swept
            seed: 3
            horizon: 1h
            cluster:
              zones: [us-east-1a, us-east-1b]
              instances: [{count: 4, cpu: 4096, memory: 16GiB}]
            workload:
              arrivals: {poisson: {load: 80%}}
              runTime: {exponential: {mean: 5m}}
              tasks:
                - {name: small, weight: 9, cpu: 512, memory: 1024}
                - {name: large, weight: 1, cpu: 3072, memory: 8192}
            strategies: [binpack(memory), spread(instanceId)]
            replicate: {regenerate: 3}
            sweep:
              cluster.instances: [3, 5]
              "workload.tasks[large].weight": {from: 1, to: 3, steps: 2}
              metrics: [inUse]
            """;

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("swept.yaml"), SCENARIO);
    }

    private Sweep read(SweepReader.Given given) {
        return new SweepReader(new ScenarioReader(BuiltInStrategies.catalogue(), Optional.empty(), false), given)
                .read(file);
    }

    private static String json(SweepResult result) {
        return SweepOutput.json(SweepFindings.of(result), new Repetition("ecsim sweep", "test", 1));
    }

    private String json(int threads, RunFunction function) {
        return json(new SweepRunner(threads, RunListener.SILENT, new StopSignal(), function)
                .run(read(SweepReader.Given.NOTHING)));
    }

    @Test
    void pointsHaveTheirOwnWorldsAndShareTheRest() {
        Sweep sweep = read(SweepReader.Given.NOTHING);

        assertThat(sweep.points()).hasSize(4);
        assertThat(sweep.runs()).isEqualTo(4 * 2 * 3);
        assertThat(sweep.experiments())
                .extracting(each -> each.worlds().instances())
                .containsExactly(3, 3, 5, 5);
        assertThat(sweep.experiments()).extracting(each -> each.seed()).containsOnly(3L);
        assertThat(sweep.contenders()).containsExactly("binpack(memory)", "spread(instanceId)");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void theNumberOfThreadsChangesNothing(int threads) {
        assertThat(json(threads, RunFunction.SIMULATED)).isEqualTo(json(1, RunFunction.SIMULATED));
    }

    @Test
    void afterACutTheSameBytesComeOutAndNoRunIsDoneTwice() {
        String whole = json(1, RunFunction.SIMULATED);
        Path kept = folder.resolve("kept.unfinished");
        StopSignal stop = new StopSignal();
        AtomicInteger first = new AtomicInteger();
        RunFunction cut = (contender, world, streams, options) -> {
            if (first.incrementAndGet() == 10) {
                stop.raise();
            }
            return RunFunction.SIMULATED.run(contender, world, streams, options);
        };
        try (RunJournal journal = RunJournal.open(kept, cut)) {
            SweepResult part =
                    new SweepRunner(1, RunListener.SILENT, stop, journal).run(read(SweepReader.Given.NOTHING));
            assertThat(part.stopped()).isTrue();
            assertThat(part.pairs()).isEqualTo(1);
        }
        AtomicInteger second = new AtomicInteger();
        RunFunction rest = (contender, world, streams, options) -> {
            second.incrementAndGet();
            return RunFunction.SIMULATED.run(contender, world, streams, options);
        };
        try (RunJournal journal = RunJournal.open(kept, rest)) {
            int found = journal.found();
            assertThat(found).isBetween(8, 10);
            assertThat(json(2, journal)).isEqualTo(whole);
            assertThat(second.get()).isEqualTo(24 - found);
        }
    }

    @Test
    void theCommandLineTakesThePlaceOfAnAxisAndOfTheDesign() {
        Sweep sweep = read(new SweepReader.Given(
                List.of("cluster.instances={from: 3, to: 9}", "horizon=[30m, 1h]"),
                Optional.of("latinHypercube: 6"),
                List.of(),
                OptionalLong.of(8)));

        assertThat(sweep.axes())
                .extracting(Axis::path)
                .containsExactly("cluster.instances", "workload.tasks[large].weight", "horizon");
        assertThat(sweep.points()).hasSize(6);
        assertThat(sweep.first().seed()).isEqualTo(8);
    }

    @Test
    void aValueThatDoesNotFitIsReportedWithItsPoint() {
        assertThatThrownBy(() -> read(new SweepReader.Given(
                        List.of("cluster.instances=[3, many]"), Optional.empty(), List.of(), OptionalLong.empty())))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("--axis cluster.instances: ")
                .hasMessageContaining(
                        "(at 2 points, the first cluster.instances=many, workload.tasks[large].weight=1)");
    }

    @Test
    void aPathThatIsNotThereIsReported() {
        assertThatThrownBy(() -> read(new SweepReader.Given(
                        List.of("workload.tasks[huge].weight=[1, 2]", "clustr.instances=[1]"),
                        Optional.empty(),
                        List.of(),
                        OptionalLong.empty())))
                .hasMessageContaining("--axis workload.tasks[huge].weight: workload.tasks has no element \"huge\"")
                .hasMessageContaining("unknown field \"clustr\", did you mean \"cluster\"?");
    }

    @Test
    void aRangeOfAFullDesignNeedsSteps() {
        assertThatThrownBy(() -> read(new SweepReader.Given(
                        List.of("horizon={from: 1h, to: 2h}"), Optional.empty(), List.of(), OptionalLong.empty())))
                .hasMessageContaining("--axis horizon: a full design needs steps or step beside from and to");
    }

    /** A sweep runs neither pilots nor looks at intervals: what it would leave out without a word is refused. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "warmup: auto | {regenerate: 3} | a sweep runs no pilots to find the warm-up",
                "warmup: 1m | '{regenerate: {count: 4, antithetic: true}}' | each drawing for itself",
                "warmup: 1m | '{regenerate: {count: 40, controlVariates: true}}' | expected {regenerate: COUNT}",
                "warmup: 1m | '{regenerate: {precision: 2%, max: 40}}' | does as many replications at every point"
            })
    void whatASweepDoesNotDoIsRefused(String warmup, String replicate, String said) throws IOException {
        Files.writeString(
                file, SCENARIO.replace("{regenerate: 3}", replicate).replaceAll("warmup: .*\n", "") + warmup + "\n");
        assertThatThrownBy(() -> read(SweepReader.Given.NOTHING))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining(said);
    }
}
