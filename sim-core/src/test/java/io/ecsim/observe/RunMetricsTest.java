package io.ecsim.observe;

import static io.ecsim.controlplane.ScriptedWorld.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.controlplane.ScriptedWorld;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics of tiny worlds, computed by hand; times in microseconds. */
class RunMetricsTest {

    private static final Offset<Double> EXACT = within(1e-12);
    private static final long USD_3600 = 3_600_000_000L; // an hour; 1 USD a second

    /** a: 800 units 0-100 and 200 units 30-70; b: 400 units 20-70. */
    private static ScriptedWorld twoInstances() {
        return ScriptedWorld.of(instance("a", "x", 1000, 2000, USD_3600), instance("b", "y", 500, 1000, USD_3600 / 2))
                .task(0, 800, 500, 100)
                .task(20, 400, 1000, 50)
                .task(30, 200, 100, 40);
    }

    @Test
    void integralsOverTheWholeRun() {
        RunResult result = twoInstances().runTo(200);
        assertThat(result.value(Metric.ALLOCATED_CPU))
                .isCloseTo((800 * 100 + 400 * 50 + 200 * 40) / (1500.0 * 200), EXACT);
        assertThat(result.value(Metric.ALLOCATED_MEMORY))
                .isCloseTo((500 * 100 + 1000 * 50 + 100 * 40) / (3000.0 * 200), EXACT);
        assertThat(result.value(Metric.ALLOCATED_GPU)).isNaN();
        assertThat(result.value(Metric.IN_USE)).isCloseTo(150 / 200.0, EXACT);
        assertThat(result.value(Metric.IN_USE_PEAK)).isEqualTo(2);
        assertThat(result.value(Metric.IN_USE_PRICE)).isCloseTo((3600 * 100 + 1800 * 50) / 200.0, EXACT);
        assertThat(result.value(Metric.BILLED)).as("60 s at least (R2.41)").isCloseTo(60 + 30, EXACT);
        assertThat(result.value(Metric.UNPLACED)).isZero();
        assertThat(result.value(Metric.COMPLETED)).isEqualTo(3);
        assertThat(result.value(Metric.WAIT_MEAN)).isZero();
        assertThat(result.value(Metric.USEFUL_PRICE)).isCloseTo(90 / (108_000 / 1024.0 / 3.6e9), within(1e-3));
    }

    @Test
    void integralsFromTheEndOfTheWarmUp() {
        RunResult result = twoInstances().warmup(50).runTo(200);
        assertThat(result.value(Metric.ALLOCATED_CPU))
                .isCloseTo((800 * 50 + 400 * 20 + 200 * 20) / (1500.0 * 150), EXACT);
        assertThat(result.value(Metric.IN_USE)).isCloseTo((50 + 20) / 150.0, EXACT);
        assertThat(result.value(Metric.IN_USE_PEAK)).isEqualTo(2);
        assertThat(result.value(Metric.IN_USE_PRICE)).isCloseTo((3600 * 50 + 1800 * 20) / 150.0, EXACT);
        assertThat(result.value(Metric.BILLED))
                .as("launched before: no minimum")
                .isCloseTo(1.5 * 150 / 1e6, EXACT);
        assertThat(result.counts()).isEqualTo(new TaskCounts(0, 0, 0, 0, 0, 0));
        assertThat(result.value(Metric.UNPLACED)).isNaN();
        assertThat(twoInstances().warmup(70).runTo(200).value(Metric.IN_USE_PEAK))
                .as("b ended at 70")
                .isEqualTo(1);
        assertThat(twoInstances().warmup(100).runTo(200).value(Metric.IN_USE_PEAK))
                .isZero();
    }

    @Test
    void billedByTheSecondBeyondAMinute() {
        RunResult result = ScriptedWorld.of(instance("a", "x", 1, 1, USD_3600), instance("b", "x", 1, 1, 7_200))
                .runTo(100_000_000);
        assertThat(result.value(Metric.BILLED)).isCloseTo(100 + 2e-6 * 100, EXACT);
    }

    /** R2.41: ten seconds cost as much as a minute. */
    @Test
    void billedForAMinuteAtLeast() {
        RunResult result = ScriptedWorld.of(instance("a", "x", 1, 1, USD_3600)).runTo(10_000_000);
        assertThat(result.value(Metric.BILLED)).isCloseTo(60, EXACT);
    }

    /** Ten samples apart: 0, 20, ..., 200. In groups of at least two tasks: 1/2 at 20, 2/3 at 40 and 60. */
    @Test
    void exposureIsTheWorstShareOfAZone() {
        RunResult result = twoInstances().runTo(200);
        assertThat(result.value(Metric.EXPOSURE)).isCloseTo((1 / 2.0 + 2 / 3.0 + 2 / 3.0) / 3, EXACT);
        Series zone = result.series().stream()
                .filter(series -> series.key().equals("tasks:x"))
                .findFirst()
                .orElseThrow();
        assertThat(zone.timeMicros()).containsExactly(0, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200);
        assertThat(zone.values()).containsExactly(1, 1, 2, 2, 1, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void exposureLooksAtTheWorstGroup() {
        RunResult result = ScriptedWorld.of(instance("a", "x", 10, 10, 0), instance("b", "y", 100, 100, 0))
                .define("even")
                .define("odd")
                .task(0, 0, 10, 1, 0, 1000) // a
                .task(0, 0, 10, 1, 0, 1000) // b
                .task(0, 1, 10, 1, 0, 1000) // b
                .task(0, 1, 10, 1, 0, 1000) // b
                .runTo(100);
        assertThat(result.value(Metric.EXPOSURE)).isEqualTo(1);
    }

    /**
     * b is always free and too small for any. Shapes known: 600/100 from 0, and 300/200 from 15. Free on a: 400/900 to 15;
     * 100/700 to 35; 400/900 to 50; all from 50. Samples at 0, 10, ..., 100.
     */
    @Test
    void fragmentationIsWhatTheMixCannotUse() {
        RunResult result = ScriptedWorld.of(instance("a", "x", 1000, 1000, 0), instance("b", "x", 50, 50, 0))
                .task(0, 600, 100, 50)
                .task(15, 300, 200, 20)
                .runTo(100);
        double cpu = 4 + (400 * 0.5 + 50) / 450 + 6 * 50 / 1050.0;
        double memory = 4 + (900 * 0.5 + 50) / 950 + 6 * 50 / 1050.0;
        assertThat(result.value(Metric.FRAGMENTATION_CPU)).isCloseTo(cpu / 11, EXACT);
        assertThat(result.value(Metric.FRAGMENTATION_MEMORY)).isCloseTo(memory / 11, EXACT);
    }

    @ParameterizedTest(name = "{0} CPU units, {1} MiB: {2}")
    @CsvSource({
        "125, 250, SMALL",
        "126, 250, MEDIUM",
        "125, 251, MEDIUM",
        "500, 1000, MEDIUM",
        "501, 1, LARGE",
        "1, 1001, LARGE",
        "0, 0, SMALL"
    })
    void sizesAreSharesOfTheLargestInstance(int cpu, int memory, TaskSize size) {
        assertThat(TaskSize.of(cpu, memory, 1000, 2000)).isEqualTo(size);
    }

    @Test
    void waitsBySizeOfTask() {
        RunResult result = ScriptedWorld.of(instance("a", "x", 1000, 2000, 0))
                .task(0, 1000, 1, 100)
                .task(10, 1000, 1, 100) // large: waits 90
                .task(20, 400, 1, 10) // medium: waits 180
                .task(30, 100, 1, 10) // small: waits 170
                .task(40, 100, 250, 500) // small: waits 160
                .task(300, 1000, 1, 1) // large: never
                .runTo(500);
        assertThat(result.value(Metric.WAIT_MEAN_LARGE)).isCloseTo(45e-6, EXACT);
        assertThat(result.value(Metric.WAIT_MEAN_MEDIUM)).isCloseTo(180e-6, EXACT);
        assertThat(result.value(Metric.WAIT_MEAN_SMALL)).isCloseTo(165e-6, EXACT);
        assertThat(result.value(Metric.WAIT_MEAN)).isCloseTo((90 + 180 + 170 + 160) / 5e6, EXACT);
        assertThat(result.value(Metric.WAIT_MAX)).isCloseTo(180e-6, EXACT);
        assertThat(result.value(Metric.WAIT_P50)).as("third of six").isCloseTo(160e-6, EXACT);
        assertThat(result.value(Metric.WAIT_P95)).as("one of six never").isNaN();
        assertThat(result.value(Metric.UNPLACED)).isCloseTo(1 / 6.0, EXACT);
        assertThat(result.value(Metric.UNPLACED_LARGE)).isCloseTo(1 / 3.0, EXACT);
        assertThat(result.counts()).isEqualTo(new TaskCounts(6, 5, 4, 0, 1, 1));
        Series waiting = result.series().stream()
                .filter(series -> series.key().equals("waiting"))
                .findFirst()
                .orElseThrow();
        assertThat(waiting.values()).containsExactly(0, 4, 3, 3, 0, 0, 1, 1, 1, 1, 1);
    }

    @Test
    void longWaitsKeepThreeDigits() {
        RunResult result = ScriptedWorld.of(instance("a", "x", 1000, 2000, 0))
                .task(0, 1000, 1, 123_456_789)
                .task(0, 1000, 1, 1)
                .runTo(200_000_000);
        assertThat(result.value(Metric.WAIT_MAX)).isEqualTo(123.456789);
        assertThat(result.value(Metric.WAIT_P95)).isCloseTo(123.456789, within(0.124));
    }

    /** The last task ends at 100, whatever the distance of the samples. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 999})
    void aRunEndsWithTheLastThingThatHappens(int samples) {
        RunResult result = twoInstances().samples(samples).runOut(1000);
        assertThat(result.value(Metric.IN_USE)).isCloseTo(1.5, EXACT);
        assertThat(result.value(Metric.ALLOCATED_CPU)).isCloseTo(108_000 / (1500.0 * 100), EXACT);
        long[] times = result.series().get(0).timeMicros();
        assertThat(times[times.length - 1]).isLessThanOrEqualTo(100);
    }

    @Test
    void tasksMustAddUp() {
        assertThatThrownBy(() -> new TaskCounts(10, 5, 4, 3, 2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tasks unaccounted for: requested 10");
    }
}
