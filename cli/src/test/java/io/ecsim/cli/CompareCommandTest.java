package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sun.misc.Signal;

class CompareCommandTest {

    private static final String SCENARIO = """
            name: Tiny Cluster
            seed: 5
            horizon: 2h
            cluster:
              region: us-east-1
              zones: [us-east-1a, us-east-1b]
              instances:
                - {count: 4, cpu: 4096, memory: 16GiB, price: 0.2}
            workload:
              arrivals: {poisson: {load: 70%}}
              runTime: {exponential: {mean: 5m}}
              tasks:
                - {name: small, weight: 9, cpu: 512, memory: 1024}
                - {name: large, weight: 1, cpu: 3072, memory: 8192}
            strategies:
              - binpack(memory)
              - spread(instanceId)
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
        return run(new Interrupts(), arguments);
    }

    private int run(Interrupts interrupts, String... arguments) {
        return EcsimCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), interrupts, arguments);
    }

    private String results() {
        return folder.resolve("results").toString();
    }

    @Test
    void aComparisonPrintsATableAndNamesTheReport() {
        int code = run("compare", scenario.toString(), "--out", results());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString())
                .startsWith("Tiny Cluster: 2 strategies, 3 replications, 4 instances, seed 5\n")
                .contains("Rank", "Strategy", "Unplaced", "Exposure", "binpack(memory)", "spread(instanceId)")
                .endsWith("Report: " + folder.resolve("results").resolve("report.html") + "\n");
        assertThat(folder.resolve("results").resolve("report.html")).exists();
        assertThat(folder.resolve("results").resolve("results.csv")).exists();
    }

    @Test
    void threadsChangeNoByteOfTheResults() throws IOException {
        assertThat(run("compare", scenario.toString(), "--out", results() + "1", "--threads", "1", "--quiet"))
                .isZero();
        assertThat(run("compare", scenario.toString(), "--out", results() + "4", "--threads", "4", "--quiet"))
                .isZero();

        for (String name : new String[] {"results.json", "results.csv", "summary.csv", "report.md"}) {
            assertThat(Path.of(results() + "4").resolve(name))
                    .as(name)
                    .hasSameTextualContentAs(Path.of(results() + "1").resolve(name));
        }
    }

    @Test
    void jsonIsAllThatIsPrinted() throws IOException {
        int code = run("compare", scenario.toString(), "--json", "--seed", "9", "--replications", "2");

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(code).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(json.at("/experiment/seed").asLong()).isEqualTo(9);
        assertThat(json.at("/runs")).hasSize(4);
        assertThat(json.at("/ranking/0/rank").asInt()).isEqualTo(1);
    }

    @Test
    void valuesGivenWithSetAreComparedAndNamed() throws IOException {
        int code = run(
                "compare",
                scenario.toString(),
                "--set",
                "cluster.instances=6",
                "--set",
                "strategies[1]=random",
                "--out",
                results());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString())
                .startsWith("Tiny Cluster: 2 strategies, 3 replications, 6 instances, seed 5\n"
                        + "In place of the scenario's values: cluster.instances=6, strategies[1]=random\n")
                .contains("random")
                .doesNotContain("spread(instanceId)");
        Path folderOfResults = folder.resolve("results");
        JsonNode json = new ObjectMapper()
                .readTree(folderOfResults.resolve("results.json").toFile());
        assertThat(json.at("/experiment/overrides"))
                .extracting(JsonNode::asText)
                .containsExactly("cluster.instances=6", "strategies[1]=random");
        assertThat(Files.readString(folderOfResults.resolve("report.md")))
                .contains("--set cluster.instances=6 --set 'strategies[1]=random' --seed 5")
                .contains("cluster.instances=6 (in place of the scenario's)");
        assertThat(Files.readString(folderOfResults.resolve("report.html")))
                .contains("cluster.instances=6 (in place of the scenario");
    }

    @Test
    void aWrongValueGivenWithSetIsAtTheOption() {
        assertThat(run("compare", scenario.toString(), "--set", "cluster.instnces=6", "--out", results()))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("--set cluster.instnces: unknown field \"instnces\", did you mean \"instances\"?");
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void variantsCompeteAndAreNamedInEveryResult() throws IOException {
        int code = run(
                "compare",
                scenario.toString(),
                "--strategies",
                "binpack(memory)",
                "--variant",
                "half=cluster.instances=4",
                "--variant",
                "other",
                "--variants",
                "half,other",
                "--out",
                results());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).startsWith("Tiny Cluster: 2 variants, 3 replications, "));
        assertThat(out.toString()).contains("Rank  Variant").contains("half").contains("other");
        Path folderOfResults = folder.resolve("results");
        assertThat(Files.readString(folderOfResults.resolve("results.csv"))).startsWith("variant,strategy,replication");
        JsonNode json = new ObjectMapper()
                .readTree(folderOfResults.resolve("results.json").toFile());
        assertThat(json.at("/experiment/variants/0/name").asText()).isEqualTo("half");
        assertThat(json.at("/experiment/variants/0/instances").asInt()).isEqualTo(4);
        assertThat(json.at("/ranking/0/variant").asText()).isIn("half", "other");
        assertThat(Files.readString(folderOfResults.resolve("report.md")))
                .contains("--variant half=cluster.instances=4 --variant other --variants half,other"
                        + " --strategies 'binpack(memory)' --seed 5")
                .contains("| half | cluster.instances=4 |")
                .contains("Variant half");
    }

    @Test
    void anUnknownVariantOrStrategyIsSaidWithTheNearest() {
        assertThat(run("compare", scenario.toString(), "--variants", "half")).isEqualTo(2);
        assertThat(run("compare", scenario.toString(), "--variant", "half=queue=wait", "--variants", "hlaf"))
                .isEqualTo(2);
        assertThat(run("compare", scenario.toString(), "--strategies", "binpack(memroy)"))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "--variants is given, but " + scenario + " states no variants",
                        "--variants has \"hlaf\", did you mean \"half\"? Allowed: as-is, half",
                        "--strategies has \"binpack(memroy)\", did you mean \"binpack(memory)\"? Allowed:"
                                + " binpack(memory), spread(instanceId)");
    }

    @Test
    void everyFaultOfAScenarioIsOneLine() throws IOException {
        Files.writeString(
                scenario, SCENARIO.replace("binpack(memory)", "binpak(memory)").replace("seed:", "sead:"));

        int code = run("compare", scenario.toString(), "--out", results());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.startsWith(scenario.toString()));
        assertThat(err.toString()).contains("binpack(memory)", "seed").doesNotContain("Exception", "\tat ");
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--replications, 0, '--replications is 0, allowed is 1 to 10000'",
        "--threads, 0, '--threads is 0, allowed is 1 to 1024'",
        "--data, no-such-folder, '--data no-such-folder: there is no such folder'",
        "--seed, many, 'Invalid value for option ''--seed'': ''many'' is not a long'"
    })
    void aWrongOptionIsOneLineAndCodeTwo(String option, String value, String message) {
        assertThat(run("compare", scenario.toString(), option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aMissingScenarioIsSaid() {
        assertThat(run("compare", "nowhere.yaml")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("nowhere.yaml: there is no such file; ecsim init writes one to start from\n"
                        .replace("\n", System.lineSeparator()));
    }

    @Test
    void somebodyElsesFolderIsRefusedBeforeAnyRun() throws IOException {
        Path precious = Files.createDirectory(folder.resolve("precious"));
        Files.writeString(precious.resolve("data.txt"), "mine");

        assertThat(run("compare", scenario.toString(), "--out", precious.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("holds files that ecsim did not write");
    }

    @Test
    void aFolderThatCannotBeMadeIsRefusedBeforeAnyRun() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(run(
                        "compare",
                        scenario.toString(),
                        "--out",
                        file.resolve("below").toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(file.resolve("below") + " cannot be made: " + file + " is a file" + System.lineSeparator());
    }

    @Test
    void aFailureOfTheFileSystemIsSaidInWords() {
        PrintWriter lines = new PrintWriter(err);
        assertThat(Failures.report(new NoSuchFileException("/proc/.x-1-0"), lines, false))
                .isEqualTo(1);
        lines.flush();
        assertThat(err.toString())
                .isEqualTo("ecsim: /proc/.x-1-0: there is no such file or folder, and none can be made"
                        + System.lineSeparator());
    }

    @Test
    void aFolderIsNoScenario() {
        assertThat(run("compare", folder.toString())).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(folder + ": this is a folder, a scenario is a file" + System.lineSeparator());
    }

    @Test
    void anInterruptKeepsWhatIsFinished() {
        Interrupts afterAWhile = new Interrupts() {
            @Override
            int during(Runnable onInterrupt, Work work) throws Exception {
                Thread interrupter = new Thread(() -> {
                    sleep(1500);
                    onInterrupt.run();
                });
                interrupter.start();
                return work.run();
            }
        };

        int code = run(
                afterAWhile,
                "compare",
                scenario.toString(),
                "--replications",
                "10000",
                "--threads",
                "1",
                "--out",
                results());

        assertThat(code).isEqualTo(130);
        assertThat(err.toString())
                .contains("ecsim: interrupted: ", " of 10000 replications were finished and are kept");
        assertThat(out.toString()).contains("(ended early)");
        assertThat(folder.resolve("results").resolve("results.csv")).exists();
    }

    @Test
    void theSameCommandGoesOnWhereItWasCutOff() throws IOException {
        String[] command = {
            "compare", scenario.toString(), "--replications", "300", "--threads", "1", "--out", results(), "--quiet"
        };
        Interrupts soon = new Interrupts() {
            @Override
            int during(Runnable onInterrupt, Work work) throws Exception {
                new Thread(() -> {
                            while (!hasUnfinished()) {
                                sleep(1);
                            }
                            onInterrupt.run();
                        })
                        .start();
                return work.run();
            }
        };

        assertThat(run(soon, command)).isEqualTo(130);
        assertThat(err.toString())
                .contains(" finished runs are kept in ")
                .contains("To go on: ecsim compare " + scenario + " --seed 5 --replications 300 --out " + results());
        err.getBuffer().setLength(0);
        assertThat(run(command)).isZero();

        assertThat(run(
                        "compare",
                        scenario.toString(),
                        "--replications",
                        "300",
                        "--out",
                        results() + "-uncut",
                        "--quiet"))
                .isZero();
        for (String name : new String[] {"results.json", "results.csv", "summary.csv", "report.md"}) {
            assertThat(Path.of(results()).resolve(name))
                    .hasSameBinaryContentAs(Path.of(results() + "-uncut").resolve(name));
        }
        assertThat(hasUnfinished()).isFalse();
    }

    @Test
    void aFolderNamedByDotsGetsItsResults() throws IOException {
        assertThat(run("compare", scenario.toString(), "--out", results() + "/below/..", "--quiet"))
                .isZero();

        assertThat(err.toString()).isEmpty();
        assertThat(folder.resolve("results").resolve("report.html")).exists();
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(scenario, folder.resolve("results"));
        }
    }

    /** Whether a journal holds something: SQLite writes its log when the first run is kept. */
    private boolean hasUnfinished() {
        try (var files = Files.list(folder)) {
            return files.anyMatch(file ->
                    file.toString().endsWith(".unfinished-wal") && file.toFile().length() > 20_000);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void ctrlCAsksTheWorkToEnd() throws Exception {
        CountDownLatch pressed = new CountDownLatch(1);

        int code = new Interrupts().during(pressed::countDown, () -> {
            Signal.raise(new Signal("INT"));
            return pressed.await(10, TimeUnit.SECONDS) ? 130 : 0;
        });

        assertThat(code).isEqualTo(130);
    }

    @Test
    void anInterruptBeforeAnythingIsFinishedWritesNothing() {
        Interrupts atOnce = new Interrupts() {
            @Override
            int during(Runnable onInterrupt, Work work) throws Exception {
                onInterrupt.run();
                return work.run();
            }
        };

        assertThat(run(atOnce, "compare", scenario.toString(), "--out", results()))
                .isEqualTo(130);
        assertThat(err.toString()).contains("no report was written");
        assertThat(folder.resolve("results")).doesNotExist();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatAPaperAsksForStandsInTheFolder() {
        Path results = folder.resolve("paper-results");
        assertThat(run(
                        "compare",
                        scenario.toString(),
                        "--quiet",
                        "--out",
                        results.toString(),
                        "--figures",
                        "pdf,svg",
                        "--figure-width",
                        "double",
                        "--tables",
                        "latex,markdown",
                        "--sqlite"))
                .as(err.toString())
                .isZero();
        assertThat(results.resolve("paper/figures/behind-the-best.pdf")).isNotEmptyFile();
        assertThat(results.resolve("paper/figures/behind-the-best.svg"))
                .content()
                .contains("174.00mm");
        assertThat(results.resolve("paper/tables/ranking.tex")).content().contains("\\toprule");
        assertThat(results.resolve("paper/tables/ranking.md")).isNotEmptyFile();
        assertThat(results.resolve("results.sqlite")).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--figures=pfd | --figures has \"pfd\", did you mean",
                "--figures=svg,svg | --figures has \"svg\" twice",
                "--tables=word | Allowed: latex, markdown",
                "--figure-width=wide | allowed are single, double and millimetres",
                "--figure-width=10 | the width of a figure is 10.0 mm, allowed is 60.0 to 400.0"
            })
    void whatAPaperCannotHaveIsSaid(String option, String expected) {
        assertThat(run("compare", scenario.toString(), option)).isEqualTo(2);
        assertThat(err.toString()).contains(expected);
    }
}
