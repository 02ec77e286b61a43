package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int compare(Path before, Path after, String... more) {
        String[] all = Stream.concat(
                        Stream.of("bench", "compare", before.toString(), after.toString()), Stream.of(more))
                .toArray(String[]::new);
        return EcsimCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), new Interrupts(), all);
    }

    /** Six forks of one benchmark, the fourth at three times the time of the others. */
    private Path file(String name, double time, String processors, String checksum) throws IOException {
        StringBuilder forks = new StringBuilder();
        for (int fork = 0; fork < 6; fork++) {
            double mean = time * (1 + fork / 100.0) * (fork == 3 ? 3 : 1);
            forks.append(String.format(Locale.ROOT, "%s[%f, %f, %f]", fork == 0 ? "" : ",", mean, mean, 9 * mean));
        }
        String checksums = String.join(",", Collections.nCopies(6, '"' + checksum + '"'));
        String text = """
                [{"benchmark": "io.ecsim.benchmarks.WholeRunBenchmark.advance", "mode": "ss", "forks": 6,
                  "params": {"instances": "1000", "strategy": "binpack(memory)"},
                  "primaryMetric": {"score": 1.0E-4, "scoreError": "NaN", "scoreUnit": "s/op", "rawData": [%s]},
                  "secondaryMetrics": {"gc.alloc.rate.norm": {"rawData": [%s]}},
                  "ecsim": {"session": "s", "machine": {"processors": "%s"}, "pairs": [0, 1, 2, 3, 4, 5],
                            "checksums": [%s]}}]
                """.formatted(forks, forks, processors, checksums);
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aSlowerBuildIsExitCodeOne() throws IOException {
        int code = compare(file("old.json", 1, "2", "c0"), file("new.json", 1.2, "2", "c0"));

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("WholeRun 1000")
                .contains("1.200 [1.200, 1.200]  SLOWER")
                .contains("equal")
                .contains("Slower by more than 5 %");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
        assertThat(code).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1.0, same, equal, c0", "1.04, same, equal, c0", "0.5, faster, equal, c0", "1.0, same, CHANGED, c1"})
    void everythingElseIsExitCodeZero(double time, String verdict, String work, String checksum) throws IOException {
        assertThat(compare(file("old.json", 1, "2", "c0"), file("new.json", time, "2", checksum)))
                .isZero();
        assertThat(out.toString()).contains(verdict, work);
    }

    @Test
    void jsonIsTheTable() throws IOException {
        assertThat(compare(file("old.json", 1, "2", "c0"), file("new.json", 1, "2", "c0"), "--json"))
                .isZero();
        assertThat(out.toString()).startsWith("{").contains("\"time_ratio\"");
    }

    @Test
    void anotherMachineIsOneLineAndExitCodeTwo() throws IOException {
        assertThat(compare(file("old.json", 1, "2", "c0"), file("new.json", 1, "4", "c0")))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("another machine", "processors is \"4\" here and \"2\" there");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2 | ends too early",
                "{} | a list",
                "[] | at least one",
                "[3] | an object with fields",
                "[{\"benchmark\": \"a.B.c\", \"mode\": \"thrpt\", \"ecsim\": {}}] | \"thrpt\"",
                "[{\"benchmark\": \"a.B.c\", \"mode\": \"ss\"}] | benchmarks/run-pair",
                "[{\"benchmark\": \"a.B.c\", \"mode\": \"ss\", \"ecsim\": {}}] | missing",
            })
    void badFilesAreOneLineAndExitCodeTwo(String text, String expected) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.json"), text);

        assertThat(compare(file("old.json", 1, "2", "c0"), bad)).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith(bad.toString())
                .contains(expected);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aBenchmarkThatIsThereTwiceIsNamed() throws IOException {
        Path old = file("old.json", 1, "2", "c0");
        String one = Files.readString(old).strip();
        Path twice = Files.writeString(
                folder.resolve("twice.json"), one.substring(0, one.length() - 1) + "," + one.substring(1));

        assertThat(compare(old, twice)).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith(twice.toString())
                .contains("a second result of WholeRun 1000, binpack(memory)");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        assertThat(compare(folder.resolve("none.json"), file("new.json", 1, "2", "c0")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none.json: no such file");
    }
}
