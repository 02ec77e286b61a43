package io.ecsim.workloads.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.law.QuantileLaw.Quantile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LawTest {

    private static final Quantity N = Quantity.NUMBER;
    private static final List<Quantile> QUANTILES =
            List.of(new Quantile(0, 1), new Quantile(0.5, 2), new Quantile(0.9, 10), new Quantile(1, 100));

    static Stream<Arguments> laws() {
        return Stream.of(
                Arguments.of(new ExponentialLaw(600, N), 600.0, 600.0),
                Arguments.of(LognormalLaw.ofMean(600, 300, N), 600.0, 300.0),
                Arguments.of(
                        LognormalLaw.ofMedian(10, 0.5, N),
                        10 * Math.exp(0.125),
                        10 * Math.exp(0.125) * Math.sqrt(Math.exp(0.25) - 1)),
                Arguments.of(new UniformLaw(2, 8, N), 5.0, 6 / Math.sqrt(12)),
                Arguments.of(new ConstantLaw(7, N), 7.0, 0.0),
                Arguments.of(new EmpiricalLaw(List.of(1.0, 5.0, 9.0), List.of(2.0, 1.0, 1.0), N), 4.0, Math.sqrt(11)),
                Arguments.of(new QuantileLaw(QUANTILES, N), 8.65, Math.sqrt(387.7 - 8.65 * 8.65)));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void momentsAgree(Law law, double mean, double sd) {
        int count = 400_000;
        RandomStream stream = new Streams(11, 0).sequential("moments");
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double value = law.sample(stream);
            sum += value;
            squares += value * value;
        }
        double found = sum / count;
        assertThat(law.mean()).isCloseTo(mean, within(1e-6 * mean));
        assertThat(found).isCloseTo(mean, within(5 * sd / Math.sqrt(count) + 1e-9));
        assertThat(Math.sqrt(Math.max(0, squares / count - found * found))).isCloseTo(sd, within(0.02 * sd + 1e-6));
    }

    static Stream<Arguments> distributions() {
        LognormalLaw lognormal = LognormalLaw.ofMedian(10, 0.8, N);
        LogNormalDistribution logF = LogNormalDistribution.of(Math.log(10), 0.8);
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double m = lognormal.mean();
        return Stream.of(
                Arguments.of(new ExponentialLaw(600, N), (DoubleUnaryOperator)
                        ExponentialDistribution.of(600)::cumulativeProbability),
                Arguments.of(lognormal, (DoubleUnaryOperator) logF::cumulativeProbability),
                Arguments.of(new UniformLaw(2, 8, N), (DoubleUnaryOperator)
                        UniformContinuousDistribution.of(2, 8)::cumulativeProbability),
                Arguments.of(new QuantileLaw(QUANTILES, N), (DoubleUnaryOperator) LawTest::quantileCdf),
                Arguments.of(new ExponentialLaw(600, N).residual(), (DoubleUnaryOperator)
                        ExponentialDistribution.of(600)::cumulativeProbability),
                Arguments.of(new ConstantLaw(7, N).residual(), (DoubleUnaryOperator)
                        UniformContinuousDistribution.of(0, 7)::cumulativeProbability),
                Arguments.of(lognormal.residual(), (DoubleUnaryOperator) x -> (x * logF.survivalProbability(x)
                                + m * normal.cumulativeProbability((Math.log(x) - Math.log(10) - 0.64) / 0.8))
                        / m),
                Arguments.of(new UniformLaw(2, 8, N).residual(), (DoubleUnaryOperator) x -> equilibrium(
                        x, 5, t -> UniformContinuousDistribution.of(2, 8).survivalProbability(t))),
                Arguments.of(
                        new EmpiricalLaw(List.of(1.0, 5.0, 9.0), List.of(2.0, 1.0, 1.0), N).residual(),
                        (DoubleUnaryOperator) x -> (Math.min(x, 1)
                                        + 0.5 * Math.max(0, Math.min(x, 5) - 1)
                                        + 0.25 * Math.max(0, Math.min(x, 9) - 5))
                                / 4),
                Arguments.of(new QuantileLaw(QUANTILES, N).residual(), (DoubleUnaryOperator)
                        x -> equilibrium(x, 8.65, t -> 1 - quantileCdf(t))));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void samplesFollowTheDistribution(Law law, DoubleUnaryOperator cdf) {
        RandomStream stream = new Streams(5, 0).sequential("ks");
        double[] sample = new double[4000];
        Arrays.setAll(sample, i -> law.sample(stream));
        double p = KolmogorovSmirnovTest.withDefaults().test(sample, cdf).getPValue();
        assertThat(p).as(law.describe()).isGreaterThan(0.001);
        double wrong = KolmogorovSmirnovTest.withDefaults()
                .test(sample, x -> cdf.applyAsDouble(x * 1.15))
                .getPValue();
        assertThat(wrong).as("the test can fail").isLessThan(0.001);
    }

    @Test
    void residualMeansAreHalfTheSecondMomentOverTheMean() {
        laws().forEach(row -> {
            Lifetime law = (Lifetime) row.get()[0];
            double mean = (double) row.get()[1];
            double sd = (double) row.get()[2];
            double expected = (mean * mean + sd * sd) / (2 * mean);
            assertThat(law.residual().mean()).as(law.describe()).isCloseTo(expected, within(1e-6 * expected));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "exponential,41cabe778f9202b9 41bc3ebbef79bc2a 41c5dc57e91eb645 419d507acb99fc05 41c0003331a83c1d",
        "lognormal,4195b06be80dd1ae 41cc9a956c281e1e 41bc4044a4a34b29 41d2309730df6ef9 41b8bcb0f89b5db5",
        "uniform,414b20420365e532 4152e58253eeeade 414427ede263ddb6 4150d9e7697aa1aa 413849aaf5914141",
        "empirical,3ff0000000000000 3ff0000000000000 4014000000000000 4022000000000000 3ff0000000000000",
        "quantiles,40131bf490e519fc 405663f95da2369b 3ffd2293f512423f 40222ca3efe38245 3ff4bbd93f3216a5"
    })
    void firstDrawsAreTheSameBitsEverywhere(String name, String bits) {
        Law law = switch (name) {
            case "exponential" -> new ExponentialLaw(600e6, N);
            case "lognormal" -> LognormalLaw.ofMean(600e6, 900e6, N);
            case "uniform" -> new UniformLaw(1e6, 5e6, N);
            case "empirical" -> new EmpiricalLaw(List.of(1.0, 5.0, 9.0), List.of(2.0, 1.0, 1.0), N);
            default -> new QuantileLaw(QUANTILES, N);
        };
        RandomStream stream = new Streams(42, 3).sequential("golden");
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            drawn.append(Long.toHexString(Double.doubleToLongBits(law.sample(stream))))
                    .append(' ');
        }
        assertThat(drawn.toString().strip()).isEqualTo(bits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10m|constant(10m)",
                "{constant: 90s}|constant(1m30s)",
                "{exponential: {mean: 10m}}|exponential(mean 10m)",
                "{lognormal: {median: 5m, sigma: 1.2}}|lognormal(median 5m, sigma 1.2)",
                "{lognormal: {mean: 10m, sd: 0s}}|lognormal(median 10m, sigma 0.0)",
                "{uniform: {low: 1m, high: 5m}}|uniform(low 1m, high 5m)",
                "{empirical: {values: [1m, 3m], weights: [3, 1]}}|empirical(2 values, mean 1m30s)",
                "{empirical: {values: [1m, 3m]}}|empirical(2 values, mean 2m)",
                "{empirical: {quantiles: [[0, 0s], [1, 2m]]}}|empirical(2 quantiles, mean 1m)",
            })
    void documentsStateLaws(String text, String described) {
        assertThat(read(text, new Faults()).orElseThrow().describe()).isEqualTo(described);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10|run: found 10, give a unit: 10s, or one of d, h, m, s, ms, us",
                "{exponental: {mean: 10m}}|run.exponental: unknown field \"exponental\", did you mean \"exponential\"? Allowed: constant, exponential, lognormal, uniform, weibull, gamma, boundedPareto, hyperexponential, empirical",
                "{exponential: {mean: 0s}}|run.exponential: mean must be above 0, was 0s",
                "{exponential: {}}|run.exponential: mean is missing, expected a value",
                "{lognormal: {mean: 1s, sigma: 2}}|run.lognormal: found an object, expected either mean and sd, or median and sigma",
                "{lognormal: {median: 1s, sigma: 11}}|run.lognormal.sigma: found 11, expected a number from 0 to 10",
                "{uniform: {low: 5m, high: 1m}}|run.uniform: high must be at least low (5m), was 1m",
                "{empirical: {values: [1s], weights: [1, 2]}}|run.empirical: an empirical law needs one weight a value, had 1 and 2",
                "{empirical: {values: [1s], weights: [0]}}|run.empirical: the sum of weights must be above 0 and finite, was 0.0",
                "{empirical: {quantiles: [[0, 2s], [1, 1s]]}}|run.empirical: quantiles must ascend, but 1.0 with 1s follows 0.0 with 2s",
                "{empirical: {quantiles: [[0, 2s], [0.5]]}}|run.empirical.quantiles[1]: found a list, expected a pair such as [0.5, value]",
            })
    void faultyLawsAreLocated(String text, String message) {
        Faults faults = new Faults();
        assertThat(read(text, faults)).isEmpty();
        assertThat(faults.list())
                .extracting(fault -> fault.path() + ": " + fault.message())
                .containsExactly(message);
    }

    @Test
    void theAliasTableFollowsItsWeights() {
        AliasTable table = new AliasTable(List.of(1.0, 0.0, 7.0, 2.0, 0.5));
        RandomStream stream = new Streams(9, 0).sequential("alias");
        int[] counts = new int[5];
        for (int i = 0; i < 105_000; i++) {
            counts[table.sample(stream)]++;
        }
        assertThat(counts[1]).isZero();
        assertThat(counts[0]).isCloseTo(10_000, within(500));
        assertThat(counts[2]).isCloseTo(70_000, within(800));
        assertThat(counts[3]).isCloseTo(20_000, within(700));
        assertThat(counts[4]).isCloseTo(5_000, within(400));
        assertThatThrownBy(() -> new AliasTable(List.of(1.0, -1.0)))
                .hasMessage("a weight must be at least 0, was -1.0");
    }

    private static Optional<Law> read(String text, Faults faults) {
        return Laws.read(
                DocumentReader.parse("s.yaml", "run: " + text, faults)
                        .orElseThrow()
                        .asObject(faults),
                "run",
                Quantity.DURATION);
    }

    private static double quantileCdf(double x) {
        if (x <= 1) {
            return 0;
        }
        if (x <= 2) {
            return 0.5 * (x - 1);
        }
        if (x <= 10) {
            return 0.5 + 0.4 * (x - 2) / 8;
        }
        return x >= 100 ? 1 : 0.9 + 0.1 * (x - 10) / 90;
    }

    /** Integrates the survival function by the midpoint rule. */
    private static double equilibrium(double x, double mean, DoubleUnaryOperator survival) {
        int steps = 2000;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            sum += survival.applyAsDouble((i + 0.5) * x / steps);
        }
        return Math.min(1, sum * x / steps / mean);
    }
}
