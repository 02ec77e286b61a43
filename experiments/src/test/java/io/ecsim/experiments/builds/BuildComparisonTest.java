package io.ecsim.experiments.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.experiments.statistics.Interval;
import io.ecsim.workloads.document.DocumentException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BuildComparisonTest {

    private static final Map<String, String> MACHINE = Map.of("processors", "2", "java", "17");

    private static BenchmarkForks forks(String name, List<Double> times, double bytes, String checksum) {
        return new BenchmarkForks(
                name,
                IntStream.range(0, times.size()).boxed().toList(),
                times,
                "s/op",
                Collections.nCopies(times.size(), bytes),
                Collections.nCopies(times.size(), checksum));
    }

    private static MeasuredBuild build(String file, BenchmarkForks... benchmarks) {
        return new MeasuredBuild(file, "s1", MACHINE, List.of(benchmarks));
    }

    private static SpeedChange only(BenchmarkForks before, BenchmarkForks after) {
        return BuildComparison.of(build("old.json", before), build("new.json", after))
                .changes()
                .get(0);
    }

    @Test
    void theRatioIsOfNewOverOldWithinPairs() {
        // The machine halves its speed on the way; each new fork takes 1.2 of its old one.
        SpeedChange change = only(
                forks("a", List.of(1.0, 1.1, 1.3, 1.6, 1.8, 2.0), 100, "c"),
                forks("a", List.of(1.2, 1.32, 1.56, 1.92, 2.16, 2.4), 100, "c"));

        assertThat(change.ratio()).isCloseTo(1.2, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(change.interval().halfWidth()).isLessThan(1e-12);
        assertThat(change.verdict(0.05)).isEqualTo(SpeedChange.Verdict.SLOWER);
        assertThat(change.work()).isEqualTo(SpeedChange.Work.EQUAL);
        assertThat(change.allocation()).isEqualTo(SpeedChange.Allocation.SAME);
    }

    @Test
    void aVerdictNeedsTheWholeInterval() {
        assertThat(verdict(1.051, 1.3)).isEqualTo(SpeedChange.Verdict.SLOWER);
        assertThat(verdict(1.049, 1.3)).isEqualTo(SpeedChange.Verdict.UNDECIDED);
        assertThat(verdict(0.96, 1.049)).isEqualTo(SpeedChange.Verdict.SAME);
        assertThat(verdict(0.5, 0.95)).isEqualTo(SpeedChange.Verdict.FASTER);
        assertThat(verdict(0, Double.POSITIVE_INFINITY)).isEqualTo(SpeedChange.Verdict.UNDECIDED);
    }

    private static SpeedChange.Verdict verdict(double lower, double upper) {
        return new SpeedChange(
                        "a",
                        6,
                        1,
                        new Interval(lower, upper),
                        1,
                        1,
                        SpeedChange.Allocation.SAME,
                        SpeedChange.Work.EQUAL)
                .verdict(0.05);
    }

    @Test
    void otherResultsAndMoreAllocationAreSaidLoudly() {
        List<Double> times = Collections.nCopies(6, 1.0);
        BuildComparison comparison = BuildComparison.of(
                build("old.json", forks("a", times, 1000, "c"), forks("b", times, 100, "d")),
                build("new.json", forks("a", times, 1100, "C"), forks("b", times, 110, "d")));

        assertThat(BuildComparisonText.sentences(comparison))
                .anyMatch(sentence -> sentence.startsWith("RESULTS CHANGED") && sentence.endsWith("work: a."))
                .anyMatch(sentence -> sentence.contains("allocates more") && sentence.contains("a, 1,100 bytes"))
                .noneMatch(sentence -> sentence.contains("b, 110"));
        assertThat(comparison.with(SpeedChange.Verdict.SLOWER)).isEmpty();
    }

    @Test
    void tooFewPairsForSoManyBenchmarksAreNamed() {
        List<Double> times = Collections.nCopies(6, 1.0);
        BuildComparison comparison = BuildComparison.of(
                build("old.json", forks("a", times, 1, "c"), forks("b", times, 1, "d")),
                build("new.json", forks("a", times, 1, "c"), forks("b", times, 1, "d")));

        assertThat(BuildComparisonText.sentences(comparison))
                .containsExactly(
                        "Too few pairs for an interval: 2 benchmarks together need at least 7 pairs of forks each.");
    }

    @Test
    void anotherMachineIsRefusedAndNamed() {
        BenchmarkForks forks = forks("a", List.of(1.0), 1, "c");
        MeasuredBuild elsewhere =
                new MeasuredBuild("new.json", "s1", Map.of("processors", "4", "java", "17"), List.of(forks));

        assertThatThrownBy(() -> BuildComparison.of(build("old.json", forks), elsewhere))
                .isInstanceOf(DocumentException.class)
                .hasMessage("new.json: comes from another machine than old.json: processors is \"4\" here and \"2\""
                        + " there");
    }

    @Test
    void filesOfDifferentSessionsOrBenchmarksAreRefused() {
        BenchmarkForks a = forks("a", List.of(1.0), 1, "c");
        BenchmarkForks b = forks("b", List.of(1.0), 1, "c");

        assertThatThrownBy(() -> BuildComparison.of(build("o", a), new MeasuredBuild("n", "s2", MACHINE, List.of(a))))
                .hasMessageContaining("alternately in one session");
        assertThatThrownBy(() -> BuildComparison.of(build("o", a), build("n", b)))
                .hasMessageContaining("n: has no benchmark a");
        assertThatThrownBy(() -> BuildComparison.of(build("o", a), build("n", a, b)))
                .hasMessageContaining("o: has no benchmark b");
        assertThatThrownBy(() -> BuildComparison.of(build("o", a), build("n", forks("a", List.of(1.0, 2.0), 1, "c"))))
                .hasMessageContaining("has the pairs [0, 1]");
    }
}
