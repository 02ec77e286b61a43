package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    /** Seven tasks of 4 GiB, one every 10 s, for instances of 16 and 8 GiB: the last has to wait for the end of the first. */
    private static final String SCENARIO = """
            horizon: 1h
            cluster:
              zones: [us-east-1a]
              instances:
                - {count: 1, cpu: 4096, memory: 16384}
                - {count: 1, cpu: 4096, memory: 8192}
            workload:
              arrivals: {deterministic: {every: 10s}}
              maxTasks: 7
              tasks:
                - {name: web, cpu: 512, memory: 4096, runTime: {constant: 2m}}
            strategies: ["binpack(memory)", random]
            replicate: {regenerate: 2}
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

    private int explain(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "explain";
        arguments[1] = scenario.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return run(arguments);
    }

    /** An instance too small for the task: nothing could have followed from another. */
    @Test
    void aTaskThatGotNoInstanceHasNothingInItsStead() {
        assertThat(explain("--set", "workload.tasks[0].cpu=8192", "--task", "0", "--instead", "i-000001"))
                .isEqualTo(2);
        assertThat(err.toString()).hasToString("--instead: the task got no instance that another could stand for\n");
    }

    @Test
    void tellsTheCandidatesAndWhatFollowsFromTheRunnerUp() {
        assertThat(explain("--task", "0")).isZero();
        assertThat(out.toString())
                .contains("Task 0 of family:web, requested at 10 s: placed after 0 s, on i-2-000001.")
                .contains("2 instances, 0 refused, 2 could take it; i-2-000001 was chosen.")
                .containsPattern("i-2-000001 +us-east-1a +chosen +8192")
                .containsPattern("i-1-000001 +us-east-1a +next: worse in binpack\\(memory\\) +16,384")
                .contains("Had i-1-000001 been taken in the first placement");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void tellsWhoRefusedAndWhereRoomCameUp() {
        assertThat(explain("--task", "6")).isZero();
        assertThat(out.toString())
                .containsPattern("RESOURCE:MEMORY +2")
                .contains("none was left")
                .contains("1 refused; room came up on i-2-000001");
    }

    @Test
    void listsTheTasksThatWaitedLongest() {
        assertThat(explain()).isZero();
        assertThat(out.toString().lines().toList().get(4)).startsWith("6     family:web");
    }

    @Test
    void printsAllCandidatesAsCsv() {
        assertThat(explain("--task", "0", "--csv")).isZero();
        assertThat(out.toString()).isEqualTo("""
                instance,zone,outcome,cost_1
                i-2-000001,us-east-1a,chosen,8192
                i-1-000001,us-east-1a,worse in binpack(memory),16384
                """);
    }

    @Test
    void anInstanceThatCouldNotTakeItIsRefused() {
        assertThat(explain("--task", "0", "--instead", "i-9-000001")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--instead: there is no instance \"i-9-000001\" that the task could ask, did you mean");
    }

    @Test
    void theInstanceThatItGotIsNoOther() {
        assertThat(explain("--task", "0", "--instead", "i-2-000001")).isEqualTo(2);
        assertThat(err.toString()).contains("i-2-000001 is the instance that the task got");
    }

    @Test
    void aTaskThatNeverWasIsSaidSo() {
        assertThat(explain("--task", "7")).isEqualTo(2);
        assertThat(err.toString()).contains("--task 7: no such task asked for an instance in replication 0");
    }
}
