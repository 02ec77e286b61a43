package io.ecsim.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedDifferenceTest {

    /** Extra sleep of ten patients under two drugs (Student 1908); the results are in every textbook. */
    private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

    private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    @Test
    void agreesWithStudentsOwnExample() {
        PairedDifference difference = PairedDifference.of(FIRST, SECOND, 0.95);
        assertThat(difference.pairs()).isEqualTo(10);
        assertThat(difference.mean()).isCloseTo(1.58, within(1e-12));
        assertThat(difference.mean() / (difference.standardDeviation() / Math.sqrt(10)))
                .isCloseTo(4.0621, within(5e-5));
        assertThat(difference.pValue()).isCloseTo(0.002833, within(5e-7));
        assertThat(difference.interval().lower()).isCloseTo(0.7001142, within(5e-8));
        assertThat(difference.interval().upper()).isCloseTo(2.4598858, within(5e-8));
        PairedDifference back = PairedDifference.of(SECOND, FIRST, 0.95);
        assertThat(back.interval()).isEqualTo(difference.reversed().interval());
        assertThat(back.mean()).isEqualTo(difference.reversed().mean());
    }

    @ParameterizedTest(name = "t({1}, df {0}) = {2}")
    @CsvSource({"1, 0.95, 12.7062", "9, 0.95, 2.2622", "9, 0.99, 3.2498", "30, 0.90, 1.6973", "1000, 0.95, 1.9623"})
    void criticalValuesAreThoseOfTheTables(int degrees, double confidence, double value) {
        assertThat(StudentT.criticalValue(degrees, confidence)).isCloseTo(value, within(5.1e-5));
    }

    @Test
    void agreesWithASecondImplementation() {
        for (double degrees : new double[] {1, 2, 5, 19, 99}) {
            TDistribution oracle = TDistribution.of(degrees);
            for (double confidence : new double[] {0.5, 0.9, 0.95, 0.99, 0.999}) {
                double critical = oracle.inverseSurvivalProbability((1 - confidence) / 2);
                assertThat(StudentT.criticalValue(degrees, confidence))
                        .as("df %s, confidence %s", degrees, confidence)
                        .isCloseTo(critical, within(1e-8 * critical));
                assertThat(StudentT.twoSidedPValue(critical, degrees)).isCloseTo(1 - confidence, within(1e-9));
            }
        }
    }

    @Test
    void dropsPairsOfWhichOneRunDidNotFinish() {
        PairedDifference difference =
                PairedDifference.of(new double[] {1, Double.NaN, 3, 4}, new double[] {2, 2, Double.NaN, 7}, 0.95);
        assertThat(difference.pairs()).isEqualTo(2);
        assertThat(difference.mean()).isEqualTo(2);
    }

    @Test
    void saysNothingWithoutReplications() {
        PairedDifference one = PairedDifference.of(new double[] {1}, new double[] {4}, 0.95);
        assertThat(one.testable()).isFalse();
        assertThat(one.mean()).isEqualTo(3);
        assertThat(one.pValue()).isNaN();
        assertThat(one.interval()).isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThat(PairedDifference.of(new double[] {Double.NaN}, new double[] {4}, 0.95)
                        .mean())
                .isNaN();
    }

    @Test
    void equalSeriesAreEqualAndConstantDifferencesAreCertain() {
        PairedDifference same = PairedDifference.of(FIRST, FIRST, 0.95);
        assertThat(same.pValue()).isEqualTo(1);
        assertThat(same.interval()).isEqualTo(new Interval(0, 0));
        PairedDifference shifted = PairedDifference.of(new double[] {1, 2, 3}, new double[] {3, 4, 5}, 0.95);
        assertThat(shifted.pValue()).isZero();
        assertThat(shifted.interval()).isEqualTo(new Interval(2, 2));
    }

    @Test
    void refusesUnequalLengths() {
        assertThatThrownBy(() -> PairedDifference.of(new double[2], new double[3], 0.95))
                .hasMessage("paired series must have the same number of replications, were 2 and 3");
        assertThatThrownBy(() -> PairedDifference.of(new double[2], new double[2], 95))
                .hasMessage("a confidence must be above 0 and below 1, was 95.0");
    }

    @ParameterizedTest(name = "{0} pairs")
    @ValueSource(ints = {3, 10, 30})
    void intervalsCoverAsOftenAsTheyPromise(int pairs) {
        long seed = 20_080_401L + pairs;
        SplittableRandom random = new SplittableRandom(seed);
        NormalDistribution normal = NormalDistribution.of(0, 1);
        int covered = 0;
        int trials = 4_000;
        for (int trial = 0; trial < trials; trial++) {
            double[] first = new double[pairs];
            double[] second = new double[pairs];
            for (int i = 0; i < pairs; i++) {
                // Common random numbers: a shared part far larger than the difference.
                double world = 50 * draw(normal, random);
                first[i] = world + draw(normal, random);
                second[i] = world + 0.7 + 2 * draw(normal, random);
            }
            if (PairedDifference.of(first, second, 0.95).interval().contains(0.7)) {
                covered++;
            }
        }
        assertThat(covered / (double) trials)
                .as("coverage with %d pairs, seed %d", pairs, seed)
                .isBetween(0.93, 0.97);
    }

    private static double draw(NormalDistribution normal, SplittableRandom random) {
        return normal.inverseCumulativeProbability(random.nextDouble(Double.MIN_NORMAL, 1));
    }
}
