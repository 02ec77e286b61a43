package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class EcsimCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return EcsimCommand.execute(
                new PrintWriter(out, true), new PrintWriter(err, true), new Interrupts(), arguments);
    }

    @Test
    void helpGoesToStandardOutput() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: ecsim");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void versionNamesTheJavaItRunsOn() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).contains("(Java " + Runtime.version().feature() + ")");
    }

    @Test
    void nothingAskedIsWrongUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing command.").contains("Usage: ecsim");
    }

    @Test
    void unknownOptionIsNamed() {
        assertThat(run("--hepl")).isEqualTo(2);
        assertThat(err.toString()).contains("--hepl").contains("--help");
    }
}
