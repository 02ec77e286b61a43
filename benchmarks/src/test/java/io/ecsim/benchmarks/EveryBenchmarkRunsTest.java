package io.ecsim.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.builds.BuildComparison;
import io.ecsim.experiments.builds.MeasuredBuild;
import io.ecsim.experiments.builds.MeasuredBuildReader;
import io.ecsim.experiments.builds.SpeedChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark once, in this process, on a small world: a benchmark that fails is found before it is measured. */
class EveryBenchmarkRunsTest {

    private static final String IGNORE_LOCK = "jmh.ignoreLock";

    @BeforeEach
    void runBesideOthers() {
        System.setProperty(IGNORE_LOCK, "true");
    }

    @AfterEach
    void leaveNoTrace() {
        System.clearProperty(IGNORE_LOCK);
    }

    private static ChainedOptionsBuilder once(String benchmark) {
        return new OptionsBuilder()
                .include(benchmark)
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    @ParameterizedTest
    @CsvSource({
        "WholeRunBenchmark, instances, 100, 6",
        "DecisionBenchmark, instances, 100, 38",
        "EventQueueBenchmark, pending, 1000, 1",
        "PlacementRoundBenchmark, instances, 100, 4",
        "ServiceWeekBenchmark, services, 2, 1"
    })
    void runsOnceWithEachParameter(String benchmark, String size, String value, int runs) throws RunnerException {
        assertThat(new Runner(once(benchmark).param(size, value).build()).run()).hasSize(runs);
    }

    /** What the forks of a session write is what the comparison reads. */
    @Test
    void forksGatheredAreForksRead(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("fork.json");
        new Runner(once("EventQueueBenchmark")
                        .param("pending", "1000")
                        .addProfiler(GCProfiler.class)
                        .resultFormat(ResultFormatType.JSON)
                        .result(json.toString())
                        .build())
                .run();
        ForkResults forks = new ForkResults("s1", Map.of("processors", "2"));
        for (int pair = 0; pair < 6; pair++) {
            assertThat(forks.add(pair, Files.readString(json), "digest of placements 0123456789abcdef"))
                    .isPositive();
        }
        Path file = Files.writeString(folder.resolve("old.json"), "[" + forks.json() + "]");

        MeasuredBuild read = MeasuredBuildReader.read(file);
        assertThat(read.session()).isEqualTo("s1");
        assertThat(read.benchmarks()).singleElement().satisfies(benchmark -> {
            assertThat(benchmark.name()).isEqualTo("EventQueue 1000");
            assertThat(benchmark.pairs()).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(benchmark.checksums()).containsOnly("0123456789abcdef");
            assertThat(benchmark.bytesPerOperation()).hasSize(6);
        });
        assertThat(BuildComparison.of(read, read).with(SpeedChange.Verdict.SAME))
                .hasSize(1);
    }
}
