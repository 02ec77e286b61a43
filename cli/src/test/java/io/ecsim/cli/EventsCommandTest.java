package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsCommandTest {

    private static final String SCENARIO = """
            horizon: 1h
            cluster:
              zones: [us-east-1a]
              instances:
                - {count: 2, instanceType: m5.large}
            services:
              - {name: web, cpu: 256, memory: 512, desiredCount: 2}
            strategies: ["binpack(memory)", random]
            """;

    @TempDir
    private Path folder;

    private Path scenario = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        scenario = Files.writeString(folder.resolve("scenario.yaml"), SCENARIO);
    }

    private int run(String... arguments) {
        return EcsimCommand.execute(
                new PrintWriter(out, true), new PrintWriter(err, true), new Interrupts(), arguments);
    }

    @Test
    void printsTheStreamOfTheFirstStrategy() {
        assertThat(run("events", scenario.toString())).isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(lines)
                .hasSizeGreaterThan(8)
                .allSatisfy(line ->
                        assertThat(line).startsWith("{\"version\":\"0\"").endsWith("}"))
                .anySatisfy(line -> assertThat(line).contains("SERVICE_STEADY_STATE"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aClusterWithoutInstancesIsInTheRegionOfItsZones() throws IOException {
        Files.writeString(scenario, """
                horizon: 1h
                cluster: {zones: [us-east-1b]}
                services: [{name: web, cpu: 256, memory: 512, desiredCount: 2, launchType: FARGATE}]
                strategies: [random]
                """);
        assertThat(run("events", scenario.toString())).isZero();
        assertThat(out.toString().lines())
                .hasSizeGreaterThan(8)
                .allSatisfy(line -> assertThat(line).contains("\"region\":\"us-east-1\""));
    }

    @Test
    void writesAFileWithTheSameBytes() throws IOException {
        run("events", scenario.toString(), "--strategy", "random");
        String printed = out.toString();
        Path file = folder.resolve("events.jsonl");

        assertThat(run("events", scenario.toString(), "--strategy", "random", "--out", file.toString()))
                .isZero();

        assertThat(Files.readString(file)).isEqualTo(printed);
        assertThat(folder)
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith(".events"));
    }

    @Test
    void refusesAStrategyThatIsNotCompared() {
        assertThat(run("events", scenario.toString(), "--strategy", "randon")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--strategy is \"randon\", which is not compared")
                .contains("\"random\"");
    }

    @Test
    void refusesAReplicationThatThereIsNot() {
        assertThat(run("events", scenario.toString(), "--replication", "100000"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--replication is 100000, allowed is 0 to ");
    }

    @Test
    void refusesAWorldWithoutAControlPlane() {
        Path plain = Path.of("..", "examples", "three-zones.yaml");

        assertThat(run("events", plain.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("the scenario has no control plane");
    }

    @Test
    void refusesAFolderThatThereIsNot() {
        Path nowhere = folder.resolve("no").resolve("events.jsonl");

        assertThat(run("events", scenario.toString(), "--out", nowhere.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("expected a file in a folder that exists");
    }
}
