package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallCommandsTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return EcsimCommand.execute(
                new PrintWriter(out, true), new PrintWriter(err, true), new Interrupts(), arguments);
    }

    @Test
    void initWritesAScenarioThatCompares() {
        Path file = folder.resolve("mine.yaml");

        assertThat(run("init", file.toString())).isZero();
        assertThat(out.toString()).contains("ecsim compare " + file);

        int code = run(
                "compare",
                file.toString(),
                "--replications",
                "1",
                "--quiet",
                "--out",
                folder.resolve("o").toString());
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
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
    @ValueSource(strings = {"bench", "compare", "init", "list", "validate"})
    void helpOfACommandHasExamplesInEightyColumns(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Examples:\n  ecsim " + command);
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
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
}
