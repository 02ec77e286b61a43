package io.ecsim.experiments.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.experiments.findings.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsWriterTest {

    private static final Repetition REPETITION = new Repetition("ecsim compare invented.yaml", "0.1", 1);

    @TempDir
    private Path folder;

    @Test
    void oneAndFourThreadsLeaveTheSameBytes() throws IOException {
        Path one = folder.resolve("one");
        Path four = folder.resolve("four");

        ResultsWriter.write(InventedFindings.of(8, 1, "tight", "loose", "also-tight"), REPETITION, one);
        ResultsWriter.write(InventedFindings.of(8, 4, "tight", "loose", "also-tight"), REPETITION, four);

        TreeMap<String, String> results = promised(one);
        assertThat(results).isEqualTo(promised(four)).containsKeys("results.json", "results.csv", "summary.csv");
        assertThat(results.get("results.json")).doesNotContain("wall");
    }

    @Test
    void aRowOfResultsIsOneRunWithEveryMetric() throws IOException {
        Findings findings = InventedFindings.of(2, 1, "tight", "loose");

        ResultsWriter.write(findings, REPETITION, folder.resolve("out"));

        List<String> lines = Files.readAllLines(folder.resolve("out").resolve("results.csv"));
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0))
                .startsWith("strategy,replication,requested_tasks,")
                .contains(",wait_mean_s,", ",unplaced_share,", ",in_use_price_usd_per_h,", ",exposure_share,")
                .endsWith(",events,digest");
        assertThat(lines.get(1)).startsWith("tight,0,1000,1000,1000,0,0,0,");
        assertThat(lines.get(4)).startsWith("loose,1,");
    }

    @Test
    void theFolderOfAnEarlierRunIsReplaced() throws IOException {
        Path out = folder.resolve("out");
        Findings findings = InventedFindings.of(2, 1, "tight", "loose");
        ResultsWriter.write(findings, REPETITION, out);
        Files.writeString(out.resolve("stale.csv"), "old");

        ResultsWriter.write(findings, REPETITION, out);

        assertThat(out.resolve("stale.csv")).doesNotExist();
        assertThat(out.resolve("results.json")).exists();
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside).containsExactly(out);
        }
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() throws IOException {
        Path precious = Files.createDirectory(folder.resolve("thesis"));
        Files.writeString(precious.resolve("chapter1.tex"), "words");

        assertThatThrownBy(() -> ResultsWriter.write(InventedFindings.of(1, 1, "tight"), REPETITION, precious))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("thesis holds files that ecsim did not write");
        assertThat(precious.resolve("chapter1.tex")).hasContent("words");
    }

    @Test
    void whatWasBegunAndNotFinishedIsRemoved() throws IOException {
        try (ResultFiles files = new ResultFiles(folder.resolve("out"))) {
            files.write("results.csv", "half");
        }

        assertThat(folder).isEmptyDirectory();
    }

    private static TreeMap<String, String> promised(Path folder) throws IOException {
        TreeMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                boolean picture = name.endsWith(".png") || name.endsWith(".svg") || name.endsWith(".html");
                if (!picture && !name.equals("timing.json")) {
                    contents.put(name, Files.readString(file));
                }
            }
        }
        return contents;
    }
}
