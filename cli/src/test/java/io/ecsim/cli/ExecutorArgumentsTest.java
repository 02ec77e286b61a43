package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Apache Spark is not on the class path of this module, nor in its jar. */
class ExecutorArgumentsTest {

    private static final String SCENARIO = """
            horizon: 2h
            cluster:
              zones: [us-east-1a]
              instances: [{count: 4, cpu: 4096, memory: 16GiB}]
            workload:
              arrivals: {poisson: {load: 70%}}
              runTime: {exponential: {mean: 5m}}
              tasks: [{name: small, cpu: 512, memory: 1024}]
            strategies: [random, spread(instanceId)]
            replicate: {regenerate: 3}
            queue: wait
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String command, String... more) throws IOException {
        Path scenario = Files.writeString(folder.resolve("tiny.yaml"), SCENARIO);
        String[] arguments = new String[more.length + 3];
        arguments[0] = command;
        arguments[1] = scenario.toString();
        arguments[2] = "--json";
        System.arraycopy(more, 0, arguments, 3, more.length);
        return EcsimCommand.execute(
                new PrintWriter(out, true), new PrintWriter(err, true), new Interrupts(), arguments);
    }

    @Test
    void threadsCanBeNamed() throws IOException {
        assertThat(run("compare", "--executor", "threads")).isZero();
        String named = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run("compare")).isZero();
        assertThat(out.toString()).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compare --executor spark | --executor is spark, but Apache Spark is not on the class path: the ecsim"
                        + " command of a clone builds what it needs (a download of about 240 MB, once); docs/scale.md"
                        + " shows the command line for a jar",
                "sweep --axis cluster.instances=[3,4] --executor spark | Apache Spark is not on the class path",
                "compare --strategy cosine --executor spark | --strategy is cosine, but --executor spark does only what the"
                        + " scenario states; --set 'strategies[N]=...' states one that is built in",
                "sweep --axis cluster.instances=[3,4] --strategy cosine --executor spark | --strategy is cosine, but",
                "compare --executor sparc | --executor is \"sparc\", did you mean \"spark\"? Allowed: threads, spark",
                "compare --master spark://a:1 | --master is spark://a:1, but --executor is threads"
            })
    void whatCannotBeHadIsSaidInOneLine(String arguments, String message) throws IOException {
        String[] words = arguments.split(" ");
        assertThat(run(words[0], Arrays.copyOfRange(words, 1, words.length))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains(message);
    }
}
