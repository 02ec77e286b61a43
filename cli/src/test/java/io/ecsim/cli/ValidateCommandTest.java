package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return EcsimCommand.execute(
                new PrintWriter(out, true), new PrintWriter(err, true), new Interrupts(), arguments);
    }

    @Test
    void theQuickSuitePassesAndIsWritten(@TempDir Path temporary) throws IOException {
        Path folder = temporary.resolve("results");
        assertThat(run("validate", "--effort", "quick", "--out", folder.toString()))
                .as(out.toString())
                .isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("agrees")
                .contains("fault detected")
                .contains("checks agree with theory")
                .endsWith("Results: " + folder + "\n");
        assertThat(out.toString().lines())
                .noneMatch(line -> line.length() > EcsimCommand.WIDTH && !line.contains("Results"));
        assertThat(Files.readString(folder.resolve("validation.csv")))
                .startsWith("system,quantity,exact,measured,measured_low,measured_high,half_width,rule,")
                .contains("M/M/10 at 8: arrivals +3 %");
        assertThat(folder.resolve("validation.json")).isNotEmptyFile();
    }

    @Test
    void anUnknownEffortIsNamed() {
        assertThat(run("validate", "--effort", "some")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("--effort is \"some\", allowed are quick, standard, full\n");
    }

    @Test
    void threadsAreBounded() {
        assertThat(run("validate", "--threads", "0")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("--threads is 0, allowed is 1 to 1024\n");
    }

    @Test
    void aFolderOfOthersIsNotTouchedAndNothingIsRunForIt(@TempDir Path temporary) throws IOException {
        Files.writeString(temporary.resolve("precious"), "data");
        assertThat(run("validate", "--out", temporary.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("holds files that ecsim did not write");
    }

    @Test
    void publishedResultsNeedTheirData(@TempDir Path temporary) {
        Path folder = temporary.resolve("results");
        assertThat(run("validate", "--published", "--data", temporary.toString(), "--out", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("holds no openb_node_list_gpu_node.csv")
                .hasLineCount(1);
        assertThat(folder).doesNotExist();
    }

    @Test
    void dataBelongsToPublishedResults() {
        assertThat(run("validate", "--data", "somewhere")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("--data is stated without --published, which alone reads it\n");
    }
}
