package io.ecsim.experiments.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often a comparison says what is not so, and how often it finds what is, on invented fork times: a machine that
 * drifts, forks that differ, and now and then one that something else disturbed.
 */
class FalseAlarmsTest {

    private static final int SESSIONS = 1_000;

    /** Five in a hundred, and three standard errors of the share of a thousand. */
    private static final double LEVEL = 0.05 + 3 * StrictMath.sqrt(0.05 * 0.95 / SESSIONS);

    /**
     * @param spread standard deviation of the logarithm of a fork's time
     * @param drift standard deviation of the machine's step between two forks, in logarithms, besides a steady trend
     * @param disturbed share of forks that take longer, by an exponential excess of mean 40 %
     */
    @ParameterizedTest
    @CsvSource({"6, 1, 0.02, 0.005, 0", "6, 1, 0.05, 0.02, 0.2", "12, 7, 0.02, 0.005, 0", "12, 7, 0.05, 0.02, 0.2"})
    void identicalBuildsAreSeldomToldApartAndHardlyEverGiveAnAlarm(
            int pairs, int benchmarks, double spread, double drift, double disturbed) {
        Random random = new Random(41);
        int apart = 0;
        int alarms = 0;
        for (int session = 0; session < SESSIONS; session++) {
            BuildComparison comparison = session(random, pairs, benchmarks, spread, drift, disturbed, 1);
            apart += comparison.changes().stream()
                            .anyMatch(change -> !change.interval().contains(1))
                    ? 1
                    : 0;
            alarms += comparison.with(SpeedChange.Verdict.SLOWER).isEmpty() ? 0 : 1;
        }
        assertThat(apart / (double) SESSIONS).isLessThan(LEVEL);
        assertThat(alarms / (double) SESSIONS).isLessThan(LEVEL / 2);
    }

    /** One disturbed fork of the old build hides a slowdown among 12 pairs of seven benchmarks, not among 16. */
    @ParameterizedTest
    @CsvSource({"12, 0", "16, 0.02"})
    void aTenthSlowerIsFound(int pairs, double disturbed) {
        Random random = new Random(42);
        int found = 0;
        for (int session = 0; session < SESSIONS; session++) {
            found += session(random, pairs, 7, 0.015, 0.003, disturbed, 1.1)
                            .with(SpeedChange.Verdict.SLOWER)
                            .isEmpty()
                    ? 0
                    : 1;
        }
        assertThat(found / (double) SESSIONS).isGreaterThan(0.9);
    }

    /** A drift that a fixed order would take for a difference: the coin is what makes the level hold. */
    @Test
    void withoutTheCoinASteadyDriftWouldBeTakenForADifference() {
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        for (int pair = 0; pair < 10; pair++) {
            before.add(StrictMath.exp(0.12 * pair));
            after.add(StrictMath.exp(0.12 * pair + 0.06));
        }
        assertThat(compare(List.of(before), List.of(after)).with(SpeedChange.Verdict.SLOWER))
                .hasSize(1);
    }

    private static BuildComparison session(
            Random random, int pairs, int benchmarks, double spread, double drift, double disturbed, double ratio) {
        List<List<Double>> before = lists(benchmarks);
        List<List<Double>> after = lists(benchmarks);
        double machine = 0;
        for (int pair = 0; pair < pairs; pair++) {
            for (int benchmark = 0; benchmark < benchmarks; benchmark++) {
                double[] times = new double[2];
                for (int i = 0; i < 2; i++) {
                    machine += 0.002 + drift * random.nextGaussian();
                    double excess = random.nextDouble() < disturbed ? -0.4 * StrictMath.log(random.nextDouble()) : 0;
                    times[i] = StrictMath.exp(machine + spread * random.nextGaussian()) * (1 + excess);
                }
                int old = random.nextInt(2);
                before.get(benchmark).add(times[old]);
                after.get(benchmark).add(times[1 - old] * (benchmark == 0 ? ratio : 1));
            }
        }
        return compare(before, after);
    }

    private static List<List<Double>> lists(int count) {
        return IntStream.range(0, count)
                .<List<Double>>mapToObj(i -> new ArrayList<>())
                .toList();
    }

    private static BuildComparison compare(List<List<Double>> before, List<List<Double>> after) {
        return BuildComparison.of(build("old.json", before), build("new.json", after));
    }

    private static MeasuredBuild build(String file, List<List<Double>> times) {
        List<BenchmarkForks> benchmarks = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            int forks = times.get(i).size();
            benchmarks.add(new BenchmarkForks(
                    "b" + i,
                    IntStream.range(0, forks).boxed().toList(),
                    times.get(i),
                    "s/op",
                    List.of(),
                    IntStream.range(0, forks).mapToObj(fork -> "").toList()));
        }
        return new MeasuredBuild(file, "s", Map.of("processors", "2"), benchmarks);
    }
}
