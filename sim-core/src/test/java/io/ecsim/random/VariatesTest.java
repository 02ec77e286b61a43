package io.ecsim.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

/** The ziggurats against the laws of commons-statistics, in the middle, beyond the last layer, and bit by bit. */
class VariatesTest {

    private static final int DRAWS = 200_000;
    private static final double NEVER = 1e-4; // the seeds are fixed
    private static final ExponentialDistribution EXPONENTIAL = ExponentialDistribution.of(1);
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private static double[] draws(String name, int count, ToDoubleFunction<RandomStream> variate) {
        RandomStream stream = new Streams(11, 0).sequential(name);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = variate.applyAsDouble(stream);
        }
        return values;
    }

    private static double pValue(double[] values, DoubleUnaryOperator law) {
        return KolmogorovSmirnovTest.withDefaults().test(values, law).getPValue();
    }

    @Test
    void exponentialsFollowTheirLaw() {
        double[] values = draws("exponential", DRAWS, Variates::exponential);
        assertThat(pValue(values, EXPONENTIAL::cumulativeProbability)).isGreaterThan(NEVER);
        assertThat(pValue(values, x -> EXPONENTIAL.cumulativeProbability(x * 1.03)))
                .as("a mean wrong by 3 % is noticed")
                .isLessThan(1e-12);
    }

    @Test
    void normalsFollowTheirLaw() {
        double[] values = draws("normal", DRAWS, Variates::normal);
        assertThat(pValue(values, NORMAL::cumulativeProbability)).isGreaterThan(NEVER);
        assertThat(pValue(values, x -> NORMAL.cumulativeProbability(x * 1.03)))
                .as("a deviation wrong by 3 % is noticed")
                .isLessThan(1e-6);
        assertThat(pValue(values, x -> NORMAL.cumulativeProbability(x + 0.01)))
                .as("a mean wrong by 0.01 is noticed")
                .isLessThan(1e-3);
    }

    /** Beyond the last layer's edge lie 4,540 in ten million, and they are exponential again. */
    @Test
    void theExponentialTailIsTheLawItself() {
        double edge = 7.69711747013104972;
        double[] tail = Arrays.stream(draws("tail", 10_000_000, Variates::exponential))
                .filter(x -> x > edge)
                .map(x -> x - edge)
                .toArray();
        double expected = 1e7 * EXPONENTIAL.survivalProbability(edge);
        assertThat((double) tail.length)
                .isBetween(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
        assertThat(pValue(tail, EXPONENTIAL::cumulativeProbability)).isGreaterThan(NEVER);
        assertThat(Arrays.stream(tail).max().orElseThrow()).isGreaterThan(6);
    }

    @Test
    void theNormalTailsAreTheLawItself() {
        double edge = 3.6541528853610088;
        double beyond = NORMAL.survivalProbability(edge);
        double[] draws = draws("tails", 10_000_000, Variates::normal);
        double[] right = Arrays.stream(draws).filter(x -> x > edge).toArray();
        double[] left = Arrays.stream(draws).filter(x -> x < -edge).map(x -> -x).toArray();
        double expected = 1e7 * beyond;
        for (double[] tail : new double[][] {right, left}) {
            assertThat((double) tail.length)
                    .isBetween(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
            assertThat(pValue(tail, x -> 1 - NORMAL.survivalProbability(x) / beyond))
                    .isGreaterThan(NEVER);
        }
    }

    /** Any change of these bits changes every result ever published. */
    @Test
    void variatesBeginWithTheseBits() {
        RandomStream exponential = new Streams(42, 3).sequential("exponential");
        assertThat(LongStream.generate(() -> Double.doubleToLongBits(Variates.exponential(exponential)))
                        .limit(4)
                        .mapToObj(Long::toHexString))
                .containsExactly("4016e78f20fc5ea3", "4014fd85745bc9f4", "3fe8cff727949572", "3ff4fbceb18e2b4e");
        RandomStream normal = new Streams(42, 3).sequential("normal");
        assertThat(LongStream.generate(() -> Double.doubleToLongBits(Variates.normal(normal)))
                        .limit(4)
                        .mapToObj(Long::toHexString))
                .containsExactly("bfc96503faa8f6e6", "3fe7a7880ce63ee3", "3fcff36437def422", "bfceeeb3bf980237");
    }

    /** Sums of a million draws pass through layers, wedges and tails: equal on every JDK and machine. */
    @Test
    void aMillionVariatesAddUpToTheseBits() {
        RandomStream stream = new Streams(42, 3).sequential("sums");
        double exponentials = 0;
        double normals = 0;
        for (int i = 0; i < 1_000_000; i++) {
            exponentials += Variates.exponential(stream);
            normals += Variates.normal(stream);
        }
        assertThat(Long.toHexString(Double.doubleToLongBits(exponentials))).isEqualTo("412e88cdc84afcf6");
        assertThat(Long.toHexString(Double.doubleToLongBits(normals))).isEqualTo("c0837aa02e7028e6");
    }
}
