package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

class SmallCommandsTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return EcsimCommand.execute(
                new PrintWriter(out, true), new PrintWriter(err, true), new Interrupts(), arguments);
    }

    private void assertCompares(Path file) {
        String results = folder.resolve("o").toString();
        int code = run("compare", file.toString(), "--replications", "1", "--quiet", "--out", results);
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
    }

    @Test
    void initWritesAScenarioThatCompares() {
        Path file = folder.resolve("mine.yaml");

        assertThat(run("init", file.toString())).isZero();
        assertThat(out.toString()).contains("ecsim compare " + file);

        assertCompares(file);
    }

    @Test
    void initLeavesAnExistingFileAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "mine");

        assertThat(run("init", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("the file exists");
        assertThat(file).hasContent("mine");
    }

    @ParameterizedTest
    @CsvSource({
        "strategies, binpack(memory)",
        "readers, swf",
        "laws, exponential",
        "arrivals, poisson",
        "metrics, waitMeanLarge",
        "instance-types, m5.large"
    })
    void listShowsNamesInEightyColumns(String kind, String name) {
        assertThat(run("list", kind)).isZero();
        assertThat(out.toString()).contains("\n  " + name + " ");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void listOfNothingKnownSaysWhatThereIs() {
        assertThat(run("list", "colours")).isEqualTo(2);
        assertThat(err.toString()).contains("\"colours\"", "strategies, readers, laws");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench", "compare", "completion", "init", "list", "man", "schema", "validate"})
    void helpOfACommandHasExamplesInEightyColumns(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Examples:\n  ecsim " + command);
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    }

    /** Picocli formats these texts, and warns on the user's screen where it cannot. */
    @Test
    void noHelpTextHasAPercentSignThatIsTakenForAFormat() {
        List<CommandLine> commands =
                new ArrayList<>(List.of(new CommandLine(new EcsimCommand(), new CommandFactory(new Interrupts()))));
        for (int i = 0; i < commands.size(); i++) {
            UsageMessageSpec texts = commands.get(i).getCommandSpec().usageMessage();
            Stream.of(texts.description(), texts.footer())
                    .flatMap(Stream::of)
                    .forEach(text ->
                            assertThatCode(() -> String.format(text)).as(text).doesNotThrowAnyException());
            commands.addAll(commands.get(i).getSubcommands().values());
        }
        assertThat(commands).hasSizeGreaterThan(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a,3,512,1GiB,zone,flat;b,2,256,512,distinct,            | poisson: {perHour: 0.4167}
            a,3,512,1GiB,zone,diurnal;b,2,256,512,none,flat         | diurnal:
            a,3,512,1GiB,zone,retail-week;b,2,256,512,none,flat     | retailWeek: {perHour: 5,
            """)
    void aFleetComparesAsItIs(String services, String arrivals) throws IOException {
        Path list = Files.writeString(
                folder.resolve("services.csv"),
                "name,count,cpu,memory,spread,curve\n" + services.replace(';', '\n') + "\n");
        Path file = folder.resolve("fleet.yaml");

        assertThat(run("init", file.toString(), "--template", "fleet", "--services", list.toString()))
                .isZero();
        assertThat(Files.readString(file)).contains(arrivals);
        assertCompares(file);
    }

    @Test
    void everyFaultOfAListOfServicesIsOneLine() throws IOException {
        Path list = Files.writeString(
                folder.resolve("services.csv"),
                "name,count,cpu,memory,spread,curve\nweb,0,512,1GiB,zome,flat\nweb 2,1,x,1GB,zone,daily\na,1\n");
        Path file = folder.resolve("fleet.yaml");

        assertThat(run("init", file.toString(), "--template", "fleet", "--services", list.toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines().map(line -> line.replace(list.toString(), "L")))
                .containsExactly(
                        "L:2:5: count: found \"0\", expected an integer from 1 to 100000",
                        "L:2:16: spread: found \"zome\", expected one of none, zone, instance, distinct, did you mean"
                                + " \"zone\"?",
                        "L:3:1: name: found \"web 2\", expected 1 to 255 letters, digits, _ and -",
                        "L:3:9: cpu: found \"x\", expected an integer from 1 to 10000000 CPU units",
                        "L:3:11: memory: found \"1GB\", expected memory above 0 such as 512, 512MiB or 16GiB",
                        "L:3:20: curve: found \"daily\", expected one of flat, diurnal, retail-week, or 24 numbers with"
                                + " blanks between them, one an hour from midnight, not all 0",
                        "L:4: found 2 fields, expected 6: name, count, cpu, memory, spread, curve");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionKnowsCommandsAndTemplates(String shell) {
        assertThat(run("completion", shell)).isZero();
        assertThat(out.toString()).contains("complete -F", "compare", "--set", "starter", "fleet", "instance-types");
    }

    @Test
    void schemaPrintsThePublishedSchema() throws IOException {
        assertThat(run("schema")).isZero();
        assertThat(Path.of("..", "docs", "scenario.schema.json")).hasContent(out.toString());
    }

    @Test
    void anUnexpectedFailureIsOneLineAndAHint() {
        int code = Failures.report(new IllegalStateException("two\nlines"), new PrintWriter(err, true), false);

        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("ecsim: unexpected failure: IllegalStateException: two lines; run it again with"
                        + " --debug to see where");
    }

    @Test
    void debugShowsWhere() {
        Failures.report(new IllegalStateException("broken"), new PrintWriter(err, true), true);

        assertThat(err.toString()).contains("IllegalStateException: broken").contains("\tat io.ecsim.cli");
    }

    /** To write it anew: {@code ./ecsim man > docs/ecsim.1}. */
    @Test
    void thePublishedManualPageIsTheOneOfThisBuild() {
        assertThat(run("man")).isZero();

        assertThat(Path.of("..", "docs", "ecsim.1")).hasContent(out.toString());
        assertThat(out.toString())
                .contains(
                        ".SS \"ecsim compare\"", ".SS \"ecsim bench compare\"", "\\fB\\-\\-replications\\fR=\\fIN\\fR");
    }
}
