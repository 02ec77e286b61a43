package io.ecsim.workloads.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.law.HyperexponentialLaw.Branch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.ParetoDistribution;
import org.apache.commons.statistics.distribution.WeibullDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weibull, gamma, bounded Pareto and hyperexponential laws against an independent library. */
class ShapedLawsTest {

    private static final Quantity N = Quantity.NUMBER;
    private static final List<Branch> BRANCHES = List.of(new Branch(0.7, 2), new Branch(0.2, 30), new Branch(0.1, 100));

    static Stream<Arguments> laws() {
        return Stream.of(
                row(new WeibullLaw(0.7, 10, N), WeibullDistribution.of(0.7, 10)),
                row(new WeibullLaw(3, 10, N), WeibullDistribution.of(3, 10)),
                row(new GammaLaw(0.4, 5, N), GammaDistribution.of(0.4, 5)),
                row(new GammaLaw(1, 5, N), GammaDistribution.of(1, 5)),
                row(new GammaLaw(7.5, 5, N), GammaDistribution.of(7.5, 5)),
                pareto(0.5, 2, 500),
                pareto(1, 2, 500),
                pareto(2, 2, 500),
                pareto(3.5, 2, 500),
                Arguments.of(
                        new HyperexponentialLaw(BRANCHES, N),
                        17.4,
                        Math.sqrt(2 * (0.7 * 4 + 0.2 * 900 + 0.1 * 10_000) - 17.4 * 17.4),
                        (DoubleUnaryOperator) x -> BRANCHES.stream()
                                .mapToDouble(each -> each.probability() * -Math.expm1(-x / each.mean()))
                                .sum()));
    }

    private static Arguments row(Law law, ContinuousDistribution known) {
        return Arguments.of(law, known.getMean(), Math.sqrt(known.getVariance()), (DoubleUnaryOperator)
                known::cumulativeProbability);
    }

    private static Arguments pareto(double shape, double low, double high) {
        ParetoDistribution whole = ParetoDistribution.of(low, shape);
        DoubleUnaryOperator cdf =
                x -> x >= high ? 1 : whole.cumulativeProbability(x) / whole.cumulativeProbability(high);
        DoubleUnaryOperator survival = x -> 1 - cdf.applyAsDouble(x);
        double from = Math.log(low);
        double to = Math.log(high);
        double mean = low + integral(from, to, 20_000, y -> survival.applyAsDouble(Math.exp(y)) * Math.exp(y));
        double square =
                low * low + integral(from, to, 20_000, y -> 2 * survival.applyAsDouble(Math.exp(y)) * Math.exp(2 * y));
        return Arguments.of(new BoundedParetoLaw(shape, low, high, N), mean, Math.sqrt(square - mean * mean), cdf);
    }

    /** The midpoint rule. */
    private static double integral(double from, double to, int steps, DoubleUnaryOperator f) {
        double width = (to - from) / steps;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            sum += f.applyAsDouble(from + (i + 0.5) * width);
        }
        return sum * width;
    }

    @ParameterizedTest
    @MethodSource("laws")
    void meansAndSamplesAgree(Law law, double mean, double sd, DoubleUnaryOperator cdf) {
        assertThat(law.mean()).isCloseTo(mean, within(1e-5 * mean));
        int count = 200_000;
        RandomStream stream = new Streams(11, 0).sequential("moments");
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += law.sample(stream);
        }
        assertThat(sum / count).isCloseTo(mean, within(4 * sd / Math.sqrt(count)));
        requireLaw(law, cdf);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void residualsFollowTheEquilibrium(Law law, double mean, double sd, DoubleUnaryOperator cdf) {
        Law residual = ((Lifetime) law).residual();
        assertThat(residual.mean()).isCloseTo((mean * mean + sd * sd) / (2 * mean), within(1e-4 * residual.mean()));
        requireLaw(residual, x -> Math.min(1, integral(0, x, 300, t -> 1 - cdf.applyAsDouble(t)) / mean));
    }

    private static void requireLaw(Law law, DoubleUnaryOperator cdf) {
        RandomStream stream = new Streams(5, 0).sequential("ks");
        double[] sample = new double[2000];
        Arrays.setAll(sample, i -> law.sample(stream));
        double p = KolmogorovSmirnovTest.withDefaults().test(sample, cdf).getPValue();
        assertThat(p).as(law.describe()).isGreaterThan(0.001);
        double wrong = KolmogorovSmirnovTest.withDefaults()
                .test(sample, x -> cdf.applyAsDouble(x * 1.25))
                .getPValue();
        assertThat(wrong).as("the test can fail").isLessThan(0.001);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.33, 0.5, 1, 1.7, 2, 10, 100})
    void theGammaFunctionOfMeansIsExactToTwelveDigits(double shape) {
        double known = WeibullDistribution.of(shape, 1).getMean();
        assertThat(new WeibullLaw(shape, 1, N).mean()).isCloseTo(known, within(1e-12 * known));
        assertThat(WeibullLaw.ofMean(shape, 600, N).mean()).isCloseTo(600, within(1e-9));
    }

    @Test
    void specialShapesAreTheLawsTheyMustBe() {
        RandomStream ofWeibull = new Streams(1, 0).sequential("same");
        RandomStream ofExponential = new Streams(1, 0).sequential("same");
        Law weibull = new WeibullLaw(1, 7, N);
        Law exponential = new ExponentialLaw(7, N);
        for (int i = 0; i < 100; i++) {
            assertThat(weibull.sample(ofWeibull)).isEqualTo(exponential.sample(ofExponential));
        }
        // Next to the shapes where a formula has a gap, the mean must not jump.
        double at = new BoundedParetoLaw(1, 1, 1e6, N).mean();
        assertThat(new BoundedParetoLaw(1 + 1e-9, 1, 1e6, N).mean()).isCloseTo(at, within(1e-6));
        assertThat(at).isCloseTo(Math.log(1e6) * 1e6 / (1e6 - 1), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1", "1.5", "4", "50", "100000"})
    void twoMomentsAreMetWithBalancedMeans(double cv2) {
        HyperexponentialLaw law = HyperexponentialLaw.ofMoments(600, cv2, N);
        assertThat(law.mean()).isCloseTo(600, within(1e-9));
        // The mean of the residual gives the second moment.
        assertThat(law.residual().mean()).isCloseTo(600 * (1 + cv2) / 2, within(1e-9 * 600 * (1 + cv2)));
    }

    @Test
    void extremeShapesStayFiniteAndWithinBounds() {
        RandomStream stream = new Streams(3, 0).sequential("extreme");
        Law tiny = new GammaLaw(0.01, 1, N);
        Law steep = new BoundedParetoLaw(100, 1, 1e12, N);
        Law flat = new BoundedParetoLaw(0.01, 1, 1e12, N);
        Law heavy = new WeibullLaw(0.1, 1, N);
        for (int i = 0; i < 20_000; i++) {
            assertThat(tiny.sample(stream)).isFinite().isNotNegative();
            assertThat(steep.sample(stream)).isBetween(1.0, 1e12);
            assertThat(flat.sample(stream)).isBetween(1.0, 1e12);
            assertThat(heavy.sample(stream)).isFinite().isNotNegative();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "weibull,41cfc7a3476b0f02 41b98731fb3f54dc 41c7d39ec8e51dce 418db8d26160875f",
        "gamma,41a80f60da613d8b 41c32f52a8266a60 41c1bcdd0d785c5e 41a086bae27fec20",
        "gammaBelowOne,415149b2f7953639 41c0cf20a6ea32c3 41c546ef9e2b0ec8 41927d5e2c4b0b6d",
        "boundedPareto,414341fd5f673348 418b68f199c0e8e7 4138ab4053a4b17b 4155fbddd074af66",
        "hyperexponential,41afd52863fb6a5c 419084d63762d8a7 41c43bc7bab69625 419aed888d9b71cb",
        "residualWeibull,41a0cdbc2b93ed35 41da49407aee2f90 419efdacd527d766 41e46fdc29de37a7"
    })
    void firstDrawsAreTheSameBitsEverywhere(String name, String bits) {
        Law law = switch (name) {
            case "weibull" -> new WeibullLaw(0.7, 600e6, N);
            case "gamma" -> new GammaLaw(2.5, 240e6, N);
            case "gammaBelowOne" -> new GammaLaw(0.3, 2e9, N);
            case "boundedPareto" -> new BoundedParetoLaw(1.1, 1e6, 86_400e6, N);
            case "hyperexponential" -> HyperexponentialLaw.ofMoments(600e6, 4, N);
            default -> WeibullLaw.ofMean(0.7, 600e6, N).residual();
        };
        RandomStream stream = new Streams(42, 3).sequential("golden");
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            drawn.append(Long.toHexString(Double.doubleToLongBits(law.sample(stream))))
                    .append(' ');
        }
        assertThat(drawn.toString().strip()).isEqualTo(bits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{weibull: {shape: 1, mean: 10m}}|weibull(shape 1.0, mean 10m)",
                "{weibull: {shape: 0.5, scale: 10m}}|weibull(shape 0.5, mean 20m)",
                "{gamma: {shape: 2, mean: 10m}}|gamma(shape 2.0, mean 10m)",
                "{gamma: {shape: 2, scale: 10m}}|gamma(shape 2.0, mean 20m)",
                "{boundedPareto: {shape: 1.1, low: 1s, high: 1d}}|boundedPareto(shape 1.1, low 1s, high 1d)",
                "{hyperexponential: {mean: 10m, cv2: 4}}|hyperexponential(2 branches, mean 10m)",
                "{hyperexponential: {branches: [{probability: 75%, mean: 2m}, {probability: 0.25, mean: 6m}]}}|hyperexponential(2 branches, mean 3m)",
            })
    void documentsStateLaws(String text, String described) {
        assertThat(read(text, new Faults()).orElseThrow().describe()).isEqualTo(described);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{weibul: {}}|run.weibul: unknown field \"weibul\", did you mean \"weibull\"? Allowed: constant, exponential, lognormal, uniform, weibull, gamma, boundedPareto, hyperexponential, empirical",
                "{weibull: {shape: 0.01, mean: 1m}}|run.weibull.shape: found 0.01, expected a number from 0.1 to 100",
                "{weibull: {mean: 1m}}|run.weibull: shape is missing, expected a number from 0.1 to 100",
                "{weibull: {shape: 1}}|run.weibull: mean is missing, expected a value",
                "{gamma: {shape: 1, mean: 1m, scale: 1m}}|run.gamma.scale: found both mean and scale, expected one of the two",
                "{gamma: {shape: 1, scale: 0s}}|run.gamma: scale must be above 0, was 0s",
                "{boundedPareto: {shape: 1, low: 0s, high: 1m}}|run.boundedPareto: low must be above 0, was 0s",
                "{boundedPareto: {shape: 1, low: 1m, high: 1m}}|run.boundedPareto: high must be above low (1m), was 1m",
                "{hyperexponential: {mean: 1m, cv2: 0.5}}|run.hyperexponential.cv2: found 0.5, expected a number from 1 to 1000000",
                "{hyperexponential: {mean: 1m, branches: []}}|run.hyperexponential: found an object, expected either branches, or mean and cv2",
                "{hyperexponential: {branches: [{probability: 0.5, mean: 1m}]}}|run.hyperexponential: the probabilities must add up to 1, not to 0.5",
                "{hyperexponential: {branches: [{probability: 1, mean: 0s}]}}|run.hyperexponential: mean must be above 0, was 0s",
                "{hyperexponential: {branches: [{probability: 2, mean: 1s}]}}|run.hyperexponential.branches[0].probability: found 2, expected a share above 0, up to 1, such as 0.7 or 70%",
            })
    void faultyLawsAreLocated(String text, String message) {
        Faults faults = new Faults();
        assertThat(read(text, faults)).isEmpty();
        assertThat(faults.list())
                .extracting(fault -> fault.path() + ": " + fault.message())
                .containsExactly(message);
    }

    private static Optional<Law> read(String text, Faults faults) {
        return Laws.read(
                DocumentReader.parse("s.yaml", "run: " + text, faults)
                        .orElseThrow()
                        .asObject(faults),
                "run",
                Quantity.DURATION);
    }
}
