package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdversaryCommandTest {

    private static final String SCENARIO = """
            name: tiny
            seed: 5
            horizon: 1h
            cluster:
              zones: [us-east-1a, us-east-1b]
              instances: [{count: 4, cpu: 4096, memory: 16GiB}]
            workload:
              arrivals: {poisson: {load: 70%}}
              runTime: {exponential: {mean: 5m}}
              tasks:
                - {name: small, weight: 9, cpu: 512, memory: 1024}
                - {name: large, weight: 1, cpu: 3072, memory: 8192}
            strategies: [random]
            variants: [{name: as-is}]
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path scenario = Path.of("");

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = Files.writeString(folder.resolve("tiny.yaml"), SCENARIO);
    }

    private int run(String... arguments) {
        return EcsimCommand.execute(
                new PrintWriter(out, true), new PrintWriter(err, true), new Interrupts(), arguments);
    }

    private int search(String results, String threads, String... more) {
        String[] arguments = {
            "adversary",
            scenario.toString(),
            "--between",
            "binpack(memory);spread(instanceId)",
            "--budget",
            "14",
            "--replications",
            "2",
            "--confirm",
            "4",
            "--threads",
            threads,
            "--out",
            folder.resolve(results).toString()
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return run(all);
    }

    @Test
    void whatIsFoundIsAScenarioThatGivesTheSameGap() throws IOException {
        assertThat(search("one", "1")).isZero();
        assertThat(err.toString())
                .isEqualTo("ecsim: 14 tries of 2 strategies by 2 replications are 56 runs, then 8 to confirm\n");
        assertThat(out.toString())
                .contains("workload.tasks[0].weight", "workload.arrivals.poisson.load")
                .contains("Scenario: " + folder.resolve("one").resolve("found.yaml"));
        assertThat(folder.resolve("one/tries.csv")).content().hasLineCount(15);

        Path found = folder.resolve("one/found.yaml");
        assertThat(found)
                .content()
                .startsWith("# Found by a search for the gap")
                .contains("# ecsim adversary ");
        assertThat(run(
                        "compare",
                        found.toString(),
                        "--quiet",
                        "--out",
                        folder.resolve("again").toString()))
                .isZero();
        assertThat(json("again").path("comparisons")).isEqualTo(json("one").path("comparisons"));
        assertThat(json("again").path("comparisons").get(0).path("pairs").asInt())
                .isEqualTo(4);
    }

    private JsonNode json(String results) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(results).resolve("results.json").toFile());
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        assertThat(search("one", "1")).isZero();
        assertThat(search("two", "2")).isZero();

        for (String file : new String[] {"found.yaml", "tries.csv", "results.csv", "results.json", "report.html"}) {
            assertThat(folder.resolve("two").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
        }
    }

    @Test
    void onlyTheStatedFieldsAreVaried() {
        assertThat(search("one", "1", "--vary", "cluster.instances={from: 3, to: 6}", "--metric", "inUse"))
                .isZero();

        assertThat(out.toString()).contains("cluster.instances").doesNotContain("workload.tasks[0].weight");
    }

    @Test
    void whatIsWrongIsOneLineAndCode2() {
        assertThat(run("adversary", scenario.toString(), "--between", "random")).isEqualTo(2);
        assertThat(err.toString()).contains("--between has 1 strategies, expected two different ones");

        assertThat(run("adversary", scenario.toString(), "--between", "random;binpak(cpu)"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--between: ").contains("binpak");

        assertThat(search("one", "1", "--vary", "workload.tasks[huge].cpu={from: 1, to: 6}"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--vary workload.tasks[huge].cpu: ");

        assertThat(search("one", "1", "--budget", "1")).isEqualTo(2);
    }
}
