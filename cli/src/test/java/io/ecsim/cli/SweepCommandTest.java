package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {

    private static final String SCENARIO = """
            name: Tiny Cluster
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
            strategies: [binpack(memory), spread(instanceId)]
            objective: {metric: inUse}
            replicate: {regenerate: 3}
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

    @Test
    void aSweepSaysHowMuchItDoesThenWhoWinsWhere() {
        Path results = folder.resolve("results");

        int code = run(
                "sweep",
                scenario.toString(),
                "--axis",
                "cluster.instances=[4, 8]",
                "--axis",
                "workload.arrivals.poisson.load={from: 40%, to: 80%, steps: 2}",
                "--metrics",
                "waitMean",
                "--out",
                results.toString());

        assertThat(err.toString()).startsWith("ecsim: 4 points by 2 strategies by 3 replications are 24 runs, about ");
        assertThat(code).isZero();
        assertThat(out.toString())
                .startsWith("Tiny Cluster: 2 x 2 points of 2 axes, 2 strategies, 3 replications, seed 5\n")
                .contains("instances", "load", "Best", "40%", "80%")
                .contains("wins on mean use of the fleet at")
                .endsWith("Report: " + results.resolve("report.html") + "\n");
        assertThat(out.toString().lines().filter(line -> !line.startsWith("Report")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(results.resolve("figures/map-in-use-1-2.svg")).exists();
        assertThat(results.resolve("figures/trend-in-use-2.png")).exists();
        assertThat(results.resolve("results.csv")).content().hasLineCount(1 + 24);
        assertThat(results.resolve("means-wait-mean.csv")).content().hasLineCount(1 + 8);
    }

    @Test
    void morrisSaysWhichFieldMatters() throws IOException {
        Path results = folder.resolve("results");

        int code = run(
                "sweep",
                scenario.toString(),
                "--axis",
                "cluster.instances={from: 4, to: 7}",
                "--axis",
                "workload.arrivals.poisson.load={from: 40%, to: 80%}",
                "--design",
                "morris: {trajectories: 3}",
                "--quiet",
                "--out",
                results.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        JsonNode json =
                new ObjectMapper().readTree(results.resolve("results.json").toFile());
        assertThat(json.path("effects")).hasSize(2 * 3);
        assertThat(json.path("effects").get(0).path("muStar").asDouble()).isPositive();
        assertThat(results.resolve("figures/effects-in-use.svg")).exists();
        assertThat(results.resolve("figures/effects-difference-in-use.svg")).exists();
    }

    @Test
    void whatIsWrongIsOneLineAndCode2() {
        assertThat(run("sweep", scenario.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no axis, expected a path with its values");

        assertThat(run("sweep", scenario.toString(), "--axis", "horizon=[1h]", "--metrics", "inUs"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--metrics has \"inUs\", did you mean \"inUse\"?");
    }
}
