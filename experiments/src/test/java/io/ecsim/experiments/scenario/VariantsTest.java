package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.journal.RunJournal;
import io.ecsim.experiments.output.Repetition;
import io.ecsim.experiments.output.ResultsWriter;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.workloads.document.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variants of a scenario, from the file to results: what they change, and that they change nothing else. */
class VariantsTest {

    private static final String SCENARIO = """
            name: v
            seed: 5
            horizon: 6h
            cluster:
              zones: [us-east-1a, us-east-1b]
              instances: [{count: 6, cpu: 2048, memory: 8GiB, price: 0.1}]
            workload:
              arrivals: {poisson: {perSecond: 0.05}}
              runTime: {exponential: {mean: 10m}}
              tasks: [{name: small, cpu: 256, memory: 512}, {name: large, cpu: 1024, memory: 4GiB}]
            failures: {instances: {life: {exponential: {mean: 4h}}, repair: 10m}}
            strategies: %s
            replicate: {regenerate: 3}
            objective: {metric: waitMean, subjectTo: [{metric: unplaced, atMost: 10%%}]}
            need: {max: 20}
            """;

    private static final String VARIANTS = """
            variants:
              - {name: as-is}
              - {name: dear, set: {"cluster.instances[0].price": 0.3}}
              - {name: more, set: {cluster.instances: 12}}
            """;

    @TempDir
    private Path folder;

    private Experiment read(String strategies, String more, String... added) throws IOException {
        Path file = Files.writeString(folder.resolve("v.yaml"), String.format(SCENARIO, strategies) + more);
        return new ScenarioReader(BuiltInStrategies.catalogue(), Optional.empty(), false, List.of(), List.of(added))
                .read(file);
    }

    private static ExperimentResult run(Experiment experiment, StopSignal stop, RunFunction function) {
        return new ExperimentRunner(1, RunListener.SILENT, stop, function).run(experiment);
    }

    private static ExperimentResult run(Experiment experiment) {
        return run(experiment, new StopSignal(), RunFunction.SIMULATED);
    }

    private static String json(ExperimentResult result) {
        return ResultsWriter.json(Findings.of(result), new Repetition("ecsim compare v.yaml", "1.0", 1));
    }

    private static List<Long> digests(ExperimentResult result, int contender) {
        return result.runs().finished(contender).stream().map(RunResult::digest).toList();
    }

    @Test
    void contendersAreStrategiesTimesVariants() throws IOException {
        assertThat(read("[random]", "").contenders())
                .extracting(Contender::name)
                .containsExactly("random");
        assertThat(read("[random]", VARIANTS).contenders())
                .extracting(Contender::name)
                .containsExactly("as-is", "dear", "more");
        assertThat(read("[random, binpack(memory)]", VARIANTS).contenders())
                .extracting(Contender::name)
                .containsExactly(
                        "as-is: random",
                        "as-is: binpack(memory)",
                        "dear: random",
                        "dear: binpack(memory)",
                        "more: random",
                        "more: binpack(memory)");
    }

    /** M1: neither the name of a variant nor the company of others changes a run; what is not placed costs nothing. */
    @Test
    void aVariantThatChangesNothingOfTheRunIsTheSameRun() throws IOException {
        ExperimentResult plain = run(read("[random, binpack(memory)]", ""));
        ExperimentResult varied = run(read("[random, binpack(memory)]", VARIANTS));

        for (int strategy = 0; strategy < 2; strategy++) {
            assertThat(digests(varied, strategy)).isEqualTo(digests(plain, strategy));
            assertThat(digests(varied, 2 + strategy)).isEqualTo(digests(plain, strategy));
            assertThat(digests(varied, 4 + strategy)).isNotEqualTo(digests(plain, strategy));
        }
        assertThat(varied.runs().finished(0))
                .usingRecursiveComparison()
                .isEqualTo(plain.runs().finished(0));
        double[] asIs = varied.runs().values(0, Metric.BILLED);
        double[] dear = varied.runs().values(2, Metric.BILLED);
        assertThat(IntStream.range(0, asIs.length).mapToDouble(i -> dear[i] / asIs[i]))
                .allMatch(ratio -> Math.abs(ratio - 3) < 1e-9);
    }

    /** M1: the same tasks arrive whatever the variant. */
    @Test
    void variantsMeetTheSameArrivals() throws IOException {
        ExperimentResult varied = run(read("[binpack(memory)]", VARIANTS));

        for (int replication = 0; replication < 3; replication++) {
            long requested =
                    varied.runs().result(0, replication).orElseThrow().counts().requested();
            assertThat(requested).isPositive();
            assertThat(varied.runs()
                            .result(2, replication)
                            .orElseThrow()
                            .counts()
                            .requested())
                    .isEqualTo(requested);
        }
    }

    @Test
    void needAndItsPriceAreOfTheVariant() throws IOException {
        ExperimentResult varied = run(read("[binpack(memory)]", VARIANTS));

        assertThat(varied.needs()).hasSize(3).allMatch(need -> need.isFound());
        assertThat(varied.needs().get(0).contender()).isEqualTo("as-is");
        OptionalInt asIs = varied.needs().get(0).instances();
        assertThat(varied.needs().get(1).instances()).isEqualTo(asIs);
        List<Contender> contenders = varied.experiment().contenders();
        assertThat(contenders.get(1).worlds().microUsdPerHour(asIs.orElseThrow()))
                .isEqualTo(3 * contenders.get(0).worlds().microUsdPerHour(asIs.orElseThrow()));
        assertThat(json(varied)).contains("\"variant\" : \"dear\"", "\"changes\" : [\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 21})
    void whatIsResumedEqualsWhatWasNeverCutOff(int cutAfter) throws IOException {
        Experiment experiment = read("[random, binpack(memory)]", VARIANTS);
        String expected = json(run(experiment));
        StopSignal stop = new StopSignal();
        AtomicInteger done = new AtomicInteger();
        Path file = folder.resolve("v.unfinished");
        try (RunJournal journal = RunJournal.open(file, (contender, world, streams, options) -> {
            RunResult result = RunFunction.SIMULATED.run(contender, world, streams, options);
            if (done.incrementAndGet() == cutAfter) {
                stop.raise();
            }
            return result;
        })) {
            assertThat(run(experiment, stop, journal).stopped()).isTrue();
        }

        try (RunJournal journal = RunJournal.open(file, RunFunction.SIMULATED)) {
            assertThat(journal.found()).isEqualTo(cutAfter);
            assertThat(json(run(experiment, new StopSignal(), journal))).isEqualTo(expected);
        }
    }

    @Test
    void theCommandLineAddsToTheVariantsOfTheScenario() throws IOException {
        List<Variant> variants = read(
                        "[random]",
                        VARIANTS,
                        "half=cluster.instances=3,workload.tasks=[{name: a, cpu: 256, memory: 512}]",
                        "more=workload.runTime=5m")
                .variants();

        assertThat(variants).extracting(Variant::name).containsExactly("as-is", "dear", "more", "half");
        assertThat(variants.get(2).changes()).containsExactly("cluster.instances=12", "workload.runTime=5m");
        assertThat(variants.get(3).changes())
                .containsExactly("cluster.instances=3", "workload.tasks=[{name: a, cpu: 256, memory: 512}]");
        assertThat(read("[random]", "", "half=cluster.instances=3").variants())
                .extracting(Variant::name)
                .containsExactly("as-is", "half");
    }

    @Test
    void whatIsWrongOnTheCommandLineIsSaidThere() throws IOException {
        DocumentException refused = catchThrowableOfType(
                DocumentException.class,
                () -> read("[random]", VARIANTS, "half=cluster.instances=0", "half=seed=3", "=x", "a=b"));

        assertThat(refused.faults().stream().map(String::valueOf))
                .containsExactlyInAnyOrder(
                        "--variant half: variants share seed, so that they can be compared: expected a field of"
                                + " the world, such as cluster or services",
                        "--variant =x: expected NAME=PATH=VALUE, the name with at most 40 characters",
                        "--variant a b: expected PATH=VALUE, such as cluster.region=us-east-1",
                        "--variant half cluster.instances: found 0, expected an integer from 1 to 1000000 (variant half)");
    }
}
