package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsim.schedulers.external.PolicyLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strategies that a user brings: policies in Python as real processes, sources, and what is said when they are wrong. */
class OwnStrategiesTest {

    private static final String SCENARIO = """
            name: own
            seed: 5
            horizon: 3h
            cluster: {zones: [us-east-1a, us-east-1b], instances: [{count: 8, cpu: 4096, memory: 8GiB}]}
            workload:
              arrivals: {poisson: {load: 95%}}
              runTime: {exponential: {mean: 10m}}
              tasks: [{name: a, cpu: 256, memory: 700}, {name: b, cpu: 1024, memory: 1500, weight: 0.4}]
            queue: {wait: fifoWithPassing}
            replicate: {regenerate: 2}
            strategies:
              - binpack(memory)
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return EcsimCommand.execute(
                new PrintWriter(out, true), new PrintWriter(err, true), new Interrupts(), arguments);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8)
                .toString();
    }

    private Path results(String name) {
        return folder.resolve(name);
    }

    private static void needPython() throws IOException, InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            there = false;
        }
        Assumptions.assumeTrue(there, "there is no python3 on the path: external policies are not tested");
    }

    /** The policy that init writes packs by memory, as the strategy of the scenario does: all their runs are the same. */
    @Test
    void aPolicyInPythonRunsAsItsTwin() throws Exception {
        needPython();
        String scenario = write("own.yaml", SCENARIO);
        String policy = folder.resolve("mine.py").toString();
        assertThat(run("init", policy, "--template", "policy")).isZero();
        assertThat(out.toString()).contains("--strategy " + policy);
        String to = results("r").toString();
        assertThat(run("compare", scenario, "--strategy", policy, "--out", to)).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).contains("mine.py: ", " decisions in ");
        List<String> rows = Files.readAllLines(results("r").resolve("results.csv"));
        assertThat(digests(rows, "mine.py")).hasSize(2).isEqualTo(digests(rows, "binpack(memory)"));
        JsonNode inputs = new ObjectMapper()
                .readTree(results("r").resolve("results.json").toFile())
                .findValue("inputs");
        assertThat(inputs.findValuesAsText("name")).containsExactly("own.yaml", "mine.py");
    }

    /** Returns the digests of a contender's runs, in their order: the last column. */
    private static List<String> digests(List<String> rows, String contender) {
        return rows.stream()
                .filter(row -> row.startsWith(contender + ","))
                .map(row -> row.substring(row.lastIndexOf(',') + 1))
                .toList();
    }

    @Test
    void chargedLatencyIsRepeatedFromItsRecord() throws Exception {
        needPython();
        write("ecsim_policy.py", PolicyLibrary.text());
        write("mine.py", PolicyLibrary.example());
        String scenario = write(
                "own.yaml",
                SCENARIO + "  - external: {name: slow, command: [python3, mine.py], chargeLatency: 20000}\n"
                        + "  - external: {name: at once, command: [python3, mine.py]}\n");
        assertThat(run("compare", scenario, "--out", results("a").toString())).isZero();
        String record = results("a").resolve("latency.csv").toString();
        assertThat(run(
                        "compare",
                        scenario,
                        "--replay-latency",
                        record,
                        "--out",
                        results("b").toString()))
                .isZero();
        for (String file : List.of("results.csv", "latency.csv")) {
            assertThat(results("b").resolve(file))
                    .hasSameBinaryContentAs(results("a").resolve(file));
        }
        List<String> rows = Files.readAllLines(results("a").resolve("results.csv"));
        assertThat(digests(rows, "slow"))
                .as("charged latency changes runs")
                .hasSize(2)
                .doesNotContainAnyElementsOf(digests(rows, "at once"));

        String incomplete = write("short.csv", "contender,replication,decision,chargedMicros\nslow,0,1,5\n");
        assertThat(run("compare", scenario, "--replay-latency", incomplete, "--quiet"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("short.csv: it has nothing of replication 1 of slow");
        String damaged = write("damaged.csv", "contender,replication,decision,chargedMicros\nslow,0,2,5\n");
        assertThat(run("compare", scenario, "--replay-latency", damaged, "--quiet"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("damaged.csv:2: found slow,0,2,5, expected decision 1 of replication 0");
        assertThat(run("compare", scenario, "--replay-latency", "none.csv", "--quiet"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--replay-latency none.csv: there is no such file");
    }

    @Test
    void aRecordThatIsTooShortMakesTheRunInvalid() throws Exception {
        needPython();
        write("ecsim_policy.py", PolicyLibrary.text());
        write("mine.py", PolicyLibrary.example());
        String scenario = write(
                "own.yaml",
                SCENARIO + "  - external: {name: slow, command: [python3, mine.py], chargeLatency: true}\n");
        String record = write(
                "short.csv", "contender,replication,decision,chargedMicros\nslow,0,1,5\nslow,1,1,5\nslow,1,2,5\n");
        assertThat(run(
                        "compare",
                        scenario,
                        "--replay-latency",
                        record,
                        "--out",
                        results("r").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("was asked for a decision more than the ", " whose latency is on record");
        assertThat(results("r")).doesNotExist();
    }

    @Test
    void aPolicyThatDiesEndsTheComparisonInOneLine() throws Exception {
        needPython();
        write("ecsim_policy.py", PolicyLibrary.text());
        String policy = write(
                "dies.py",
                "import ecsim_policy\n\ndef choose(task, instances):\n    return None if task.number < 10 else 1 // 0\n\n"
                        + "ecsim_policy.run(choose)\n");
        String scenario = write("own.yaml", SCENARIO);
        String to = results("r").toString();
        assertThat(run("compare", scenario, "--strategy", policy, "--out", to)).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString())
                .contains("ecsim: external policy dies.py, replication ")
                .contains("ended with exit code 1 after 9 decisions; its last line on stderr: ZeroDivisionError: ")
                .contains("the run is invalid");
        assertThat(results("r")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bad.java|class Bad { int x = y; }|--strategy Bad.java:1:21: cannot find symbol",
                "none.py||--strategy none.py: there is no such file",
                "binpak(memory)||--strategy unknown strategy \"binpak(memory)\", did you mean \"binpack(memory)\"?",
                "binpack(memory)||--strategy binpack(memory): another strategy is named \"binpack(memory)\" too"
            })
    void whatCannotCompeteIsRefusedBeforeAnyRun(String strategy, String text, String message) throws IOException {
        String scenario = write("own.yaml", SCENARIO);
        String named = text == null ? strategy : write(strategy, text);
        assertThat(run(
                        "compare",
                        scenario,
                        "--strategy",
                        named,
                        "--out",
                        results("r").toString()))
                .isEqualTo(2);
        assertThat(err.toString().replace(folder + "/", "")).startsWith(message);
        assertThat(results("r")).doesNotExist();
    }

    @Test
    void aSourceFileCompetesFromTheListOfTheScenario() throws IOException {
        write("MostTasks.java", """
                import io.ecsim.cluster.InstanceView;
                import io.ecsim.placement.*;
                public final class MostTasks implements Ranking {
                    public long cost(Request request, InstanceView instance) { return -instance.tasks(); }
                }
                """);
        String scenario = write("own.yaml", SCENARIO + "  - MostTasks.java, binpack(memory)\n");
        assertThat(run(
                        "compare",
                        scenario,
                        "--replications",
                        "1",
                        "--out",
                        results("r").toString()))
                .isZero();
        assertThat(results("r").resolve("results.csv")).content().contains("\"most-tasks, binpack(memory)\"");
    }

    /** What a strategy does wrong once it runs is one line too, also where Java throws no exception but an error. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Faulty() { throw new IllegalStateException(\"no weights\"); }|ecsim: Faulty.java: the constructor of Faulty"
                        + " failed: java.lang.IllegalStateException: no weights",
                "final int endless = 0; { if (endless == 0) { depth(1); } } int depth(int at) { return depth(at + 1) + 1; }|"
                        + "ecsim: Faulty.java: the constructor of Faulty failed: java.lang.StackOverflowError",
                "public long cost(Request request) { return cost(request) + 1; }|"
                        + "ecsim: unexpected failure: IllegalStateException: a run failed: java.lang.StackOverflowError"
            })
    void saysInOneLineThatASourceFileFailsInARun(String body, String message) throws IOException {
        write("Faulty.java", """
                import io.ecsim.cluster.InstanceView;
                import io.ecsim.placement.*;
                public final class Faulty implements Ranking {
                    %s
                    public long cost(Request request, InstanceView instance) { return %s; }
                }
                """.formatted(body, body.contains("long cost(Request request)") ? "cost(request)" : "1"));
        String scenario = write("own.yaml", SCENARIO + "  - Faulty.java\n");
        assertThat(run("compare", scenario, "--out", results("r").toString())).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith(message);
        assertThat(results("r")).doesNotExist();
    }

    @Test
    void aPolicyInPythonMustChooseAWholeNumber() throws Exception {
        needPython();
        String scenario = write("own.yaml", SCENARIO + "  - half.py\n");
        write("ecsim_policy.py", PolicyLibrary.text());
        write("half.py", "import ecsim_policy\necsim_policy.run(lambda task, instances: 0.5)\n");
        assertThat(run("compare", scenario, "--out", results("r").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("before its first decision", "TypeError", "'float'");
    }

    @Test
    void theExamplesLibraryIsTheOneThatIsShipped() throws IOException {
        Path examples = Path.of("..", "examples", "policies");
        assertThat(examples.resolve("ecsim_policy.py")).hasContent(PolicyLibrary.text());
        assertThat(examples.resolve("best_fit_memory.py")).hasContent(PolicyLibrary.example());
    }
}
