package io.ecsim.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.executor.ExecutorException;
import io.ecsim.experiments.executor.ExecutorRequest;
import io.ecsim.experiments.executor.RunExecutors;
import io.ecsim.experiments.executor.RunSession;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.journal.RunResultCodec;
import io.ecsim.experiments.output.Repetition;
import io.ecsim.experiments.output.ResultsWriter;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.observe.RunResult;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.workload.WorkloadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Embedded Spark finds what threads find, byte for byte, from files that it brought to a place of its own. */
class SparkSessionTest {

    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final List<String> NEWS = new ArrayList<>();

    private static RunSession session;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        session = RunExecutors.named("spark").start(new ExecutorRequest(2, Optional.empty(), NEWS::add));
    }

    @AfterAll
    static void end() {
        session.close();
    }

    /** The search for the fewest instances asks for worlds of other sizes. */
    @Test
    void findsWhatThreadsFindAlsoInTheSearchForTheNeed() throws IOException {
        ScenarioReader reader =
                reader(Optional.empty(), List.of("horizon=6h", "warmup=1h", "need.min=58", "need.max=61"), List.of());
        assertSame(reader, EXAMPLES.resolve("three-zones.yaml"), 4);
        assertThat(NEWS).containsExactly("runs are done by Apache Spark 4.2.0 on local[2], 2 cores");
    }

    @Test
    void findsWhatThreadsFindUnderAControlPlane() throws IOException {
        ScenarioReader reader = reader(Optional.empty(), List.of(), List.of());
        assertSame(reader, EXAMPLES.resolve("rolling-deployment.yaml"), 2);
    }

    /** A name with dots in it, a trace in the folder of data, one beside the scenario, and variants with one strategy. */
    @Test
    void bringsEveryInputFile() throws IOException {
        Path scenario = Files.createDirectories(folder.resolve("study/first")).resolve("traced.yaml");
        Files.writeString(scenario, """
                horizon: 4h
                cluster:
                  zones: [us-east-1a]
                  instances: [{count: 3, cpu: 2048, memory: 8GiB}]
                workload:
                  trace:
                    reader: csv
                    file: ../jobs.csv
                    arrival: {column: submitted, unit: s}
                    run: {column: seconds, unit: s}
                    cpu: 512
                    memory: 1GiB
                strategies: [binpack(memory), random]
                replicate: {shuffle: 3}
                queue: wait
                variants:
                  - {name: small, set: {cluster.instances: 2}}
                  - {name: other, set: {workload.trace.file: more.csv}}
                """);
        Files.writeString(folder.resolve("study/jobs.csv"), jobs(60));
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("more.csv"), jobs(90));
        ScenarioReader reader = reader(Optional.of(data), List.of(), List.of("tight=cluster.instances=1"));
        assertSame(reader, scenario, 3);
    }

    /** A damaged trace ends the comparison with the same failure, told once and not tried again on another machine. */
    @Test
    void handsOnWhatIsWrongWithAnInput() throws IOException {
        Path scenario = folder.resolve("damaged.yaml");
        Files.writeString(scenario, """
                horizon: 4h
                cluster:
                  zones: [us-east-1a]
                  instances: [{count: 3, cpu: 2048, memory: 8GiB}]
                workload:
                  trace: {reader: csv, file: jobs.csv, arrival: {column: submitted, unit: s},
                    run: {column: seconds, unit: s}, cpu: 512, memory: 1GiB}
                strategies: [random]
                replicate: none
                queue: wait
                """);
        Path jobs = folder.resolve("jobs.csv");
        Files.writeString(jobs, jobs(5));
        ScenarioReader reader = reader(Optional.empty(), List.of(), List.of());
        Experiment experiment = reader.read(scenario);
        Files.writeString(jobs, jobs(5) + "late,x\n");
        RunFunction runs = session.runs(experiment, reader.source(scenario));
        assertThatThrownBy(() -> run(experiment, runs))
                .isInstanceOfAny(WorkloadException.class, io.ecsim.workloads.document.DocumentException.class)
                .hasMessageContaining("jobs.csv")
                .hasMessageContaining("7");
    }

    @Test
    void refusesFilesThatOtherMachinesCannotHave() throws IOException {
        Path jobs = Files.writeString(folder.resolve("jobs.csv"), jobs(5));
        Path scenario = Files.writeString(folder.resolve("absolute.yaml"), """
                horizon: 4h
                cluster:
                  zones: [us-east-1a]
                  instances: [{count: 3, cpu: 2048, memory: 8GiB}]
                workload:
                  trace: {reader: csv, file: "%s", arrival: {column: submitted, unit: s},
                    run: {column: seconds, unit: s}, cpu: 512, memory: 1GiB}
                strategies: [random]
                replicate: none
                queue: wait
                """.formatted(jobs.toAbsolutePath()));
        ScenarioReader reader = reader(Optional.empty(), List.of(), List.of());
        Experiment experiment = reader.read(scenario);
        assertThatThrownBy(() -> session.runs(experiment, reader.source(scenario)))
                .isInstanceOf(ExecutorException.class)
                .hasMessageContaining("by its full path");
    }

    @Test
    void aProgramOfOnesOwnIsRefusedBeforeAnythingIsSent() throws IOException {
        Path scenario = Files.writeString(folder.resolve("own.yaml"), """
                horizon: 2h
                cluster: {zones: [us-east-1a], instances: [{count: 3, cpu: 2048, memory: 8GiB}]}
                workload:
                  arrivals: {poisson: {load: 70%}}
                  runTime: {exponential: {mean: 5m}}
                  tasks: [{name: small, cpu: 512, memory: 1024}]
                strategies: [random, {external: {name: mine, command: [cat]}}]
                """);
        ScenarioReader reader = reader(Optional.empty(), List.of(), List.of());
        Experiment experiment = reader.read(scenario);
        assertThatThrownBy(() -> session.runs(experiment, reader.source(scenario)))
                .isInstanceOf(ExecutorException.class)
                .hasMessage("strategy mine is a program of its own, which competes only with --executor threads");
    }

    private static ScenarioReader reader(Optional<Path> data, List<String> overrides, List<String> variants) {
        return new ScenarioReader(BuiltInStrategies.catalogue(), data, false, overrides, variants);
    }

    private static String jobs(int count) {
        StringBuilder lines = new StringBuilder("submitted,seconds\n");
        for (int i = 0; i < count; i++) {
            lines.append(i * 37 % 3600).append(',').append(600 + i * 101 % 3000).append('\n');
        }
        return lines.toString();
    }

    private void assertSame(ScenarioReader reader, Path scenario, int replications) throws IOException {
        Experiment experiment = reader.read(scenario).withSeed(11).withReplications(replications);
        ExperimentResult expected = run(experiment, RunFunction.SIMULATED);
        ExperimentResult actual = run(experiment, session.runs(experiment, reader.source(scenario)));
        RunResultCodec codec = new RunResultCodec();
        for (int contender = 0; contender < experiment.contenders().size(); contender++) {
            for (int replication = 0; replication < replications; replication++) {
                RunResult one = expected.runs().result(contender, replication).orElseThrow();
                RunResult other = actual.runs().result(contender, replication).orElseThrow();
                assertThat(codec.encode(other)).isEqualTo(codec.encode(one));
            }
        }
        assertThat(actual.needs()).isEqualTo(expected.needs());
        Repetition repetition = new Repetition("ecsim compare", "1", 2);
        assertThat(ResultsWriter.json(Findings.of(actual), repetition))
                .isEqualTo(ResultsWriter.json(Findings.of(expected), repetition));
    }

    private static ExperimentResult run(Experiment experiment, RunFunction runs) {
        return new ExperimentRunner(session.parallelRuns(), RunListener.SILENT, new StopSignal(), runs).run(experiment);
    }
}
