package io.ecsim.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moments, proportions, quantiles and censored waits against published or hand-computed values. */
class SampleStatisticsTest {

    @Test
    void momentsDoNotCancel() {
        Moments moments = Moments.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);
        assertThat(moments.mean()).isEqualTo(1e9 + 10);
        assertThat(moments.variance()).isEqualTo(30);
        assertThat(moments.standardError()).isCloseTo(Math.sqrt(7.5), within(1e-12));
        assertThat(moments.least()).isEqualTo(1e9 + 4);
        assertThat(moments.greatest()).isEqualTo(1e9 + 16);
        assertThat(Moments.of(4).variance()).isNaN();
        assertThat(new Moments().mean()).isNaN();
        assertThatThrownBy(() -> Moments.of(Double.NaN)).hasMessage("a value must be finite, was NaN");
    }

    @Test
    void mergedMomentsAreThoseOfTheWhole() {
        SplittableRandom random = new SplittableRandom(3);
        double[] values = random.doubles(101, -5, 50).toArray();
        for (int split : new int[] {0, 1, 40, 101}) {
            Moments left = Moments.of(Arrays.copyOf(values, split));
            left.addAll(Moments.of(Arrays.copyOfRange(values, split, values.length)));
            Moments whole = Moments.of(values);
            assertThat(left.count()).isEqualTo(101);
            assertThat(left.mean()).isCloseTo(whole.mean(), within(1e-12));
            assertThat(left.variance()).isCloseTo(whole.variance(), within(1e-10));
            assertThat(left.least()).isEqualTo(whole.least());
            assertThat(left.greatest()).isEqualTo(whole.greatest());
        }
    }

    @Test
    void meanIntervalUsesStudentsT() {
        // Mean 3, standard deviation sqrt(2.5), t(0.975, 4) = 2.776445.
        Interval interval = Moments.of(1, 2, 3, 4, 5).meanInterval(0.95);
        assertThat(interval.lower()).isCloseTo(1.036757, within(5e-7));
        assertThat(interval.upper()).isCloseTo(4.963243, within(5e-7));
        assertThat(interval.halfWidth()).isCloseTo(1.963243, within(5e-7));
        assertThat(interval.within(new Interval(1, 5))).isTrue();
        assertThat(interval.within(new Interval(1.1, 5))).isFalse();
        assertThatThrownBy(() -> new Interval(2, 1)).hasMessageContaining("was 2.0 to 1.0");
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "0, 10, 0, 0.3084971",
        "10, 10, 0.6915029, 1",
        "5, 10, 0.1870860, 0.8129140",
        "7, 20, 0.1539092, 0.5921885",
        "1, 1, 0.025, 1",
    })
    void clopperPearsonAgreesWithTables(long events, long trials, double lower, double upper) {
        Interval interval = new Proportion(events, trials).clopperPearson(0.95);
        assertThat(interval.lower()).isCloseTo(lower, within(5.1e-8));
        assertThat(interval.upper()).isCloseTo(upper, within(5.1e-8));
    }

    @Test
    void clopperPearsonAgreesWithASecondImplementation() {
        for (long trials : new long[] {3, 50, 100_000}) {
            for (long events = 1; events < trials; events += Math.max(1, trials / 7)) {
                Interval interval = new Proportion(events, trials).clopperPearson(0.99);
                double lower =
                        BetaDistribution.of(events, trials - events + 1.0).inverseCumulativeProbability(0.005);
                double upper = BetaDistribution.of(events + 1.0, (double) trials - events)
                        .inverseCumulativeProbability(0.995);
                assertThat(interval.lower()).as("%d of %d", events, trials).isCloseTo(lower, within(1e-9));
                assertThat(interval.upper()).as("%d of %d", events, trials).isCloseTo(upper, within(1e-9));
            }
        }
    }

    @Test
    void clopperPearsonNeverCoversLessThanItPromises() {
        int trials = 25;
        Interval[] intervals = new Interval[trials + 1];
        Arrays.setAll(intervals, events -> new Proportion(events, trials).clopperPearson(0.95));
        for (double truth = 0.01; truth < 1; truth += 0.01) {
            BinomialDistribution law = BinomialDistribution.of(trials, truth);
            double covered = 0;
            for (int events = 0; events <= trials; events++) {
                if (intervals[events].contains(truth)) {
                    covered += law.probability(events);
                }
            }
            assertThat(covered).as("true share %s", truth).isGreaterThanOrEqualTo(0.95);
        }
    }

    @Test
    void ruleOfThree() {
        assertThat(new Proportion(0, 300).ruleOfThree()).isEqualTo(0.01);
        assertThat(new Proportion(0, 2).ruleOfThree()).isEqualTo(1);
        assertThat(new Proportion(1, 4).estimate()).isEqualTo(0.25);
        assertThatThrownBy(() -> new Proportion(1, 4).ruleOfThree())
                .hasMessage("the rule of three is for no event, there were 1");
        assertThatThrownBy(() -> new Proportion(5, 4)).hasMessage("events must be 0 to 4, was 5");
        assertThatThrownBy(() -> new Proportion(0, 0)).hasMessage("a proportion needs at least 1 trial, was 0");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.25, 1.75", "0.5, 2.5", "0.9, 3.7", "1, 4"})
    void quantilesInterpolateLikeType7(double probability, double expected) {
        assertThat(Quantiles.interpolated(new double[] {1, 2, 3, 4}, probability))
                .isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "0.1, 10", "0.10001, 20", "0.5, 20", "0.51, 40", "1, 40"})
    void weightedQuantilesInvertTheDistribution(double probability, double expected) {
        double[] values = {5, 10, 20, 40, 80};
        double[] weights = {0, 1, 4, 5, 0};
        assertThat(Quantiles.weighted(values, weights, probability)).isEqualTo(expected);
    }

    @Test
    void quantilesRefuseUnsortedInput() {
        assertThatThrownBy(() -> Quantiles.interpolated(new double[] {1, 3, 2}, 0.5))
                .hasMessage("values must ascend, but 3.0 stands before 2.0 at index 2");
        assertThatThrownBy(() -> Quantiles.interpolated(new double[] {}, 0.5)).hasMessage("a quantile needs a value");
        assertThatThrownBy(() -> Quantiles.weighted(new double[] {1}, new double[] {0}, 0.5))
                .hasMessageContaining("the weights must add up");
        assertThatThrownBy(() -> Quantiles.interpolated(new double[] {1}, 50))
                .hasMessage("a probability must be 0 to 1, was 50.0");
    }

    /** Remission under 6-MP in weeks (Freireich et al. 1963), the example in most texts on the estimator. */
    @ParameterizedTest(name = "S({0}) = {1}")
    @CsvSource({
        "5.9, 1",
        "6, 0.8571",
        "7, 0.8067",
        "9, 0.8067",
        "10, 0.7529",
        "13, 0.6902",
        "16, 0.6275",
        "22, 0.5378",
        "23, 0.4482",
        "100, 0.4482"
    })
    void kaplanMeierAgreesWithTheTextbook(double week, double survival) {
        assertThat(sixMp().survival(week)).isCloseTo(survival, within(5.1e-5));
    }

    @Test
    void kaplanMeierSaysWhenAQuantileIsNotReached() {
        assertThat(sixMp().quantile(0.5)).isEqualTo(new KaplanMeier.Quantile(23, true));
        assertThat(sixMp().quantile(0.1)).isEqualTo(new KaplanMeier.Quantile(6, true));
        assertThat(sixMp().quantile(0.6)).isEqualTo(new KaplanMeier.Quantile(35, false));
        assertThat(KaplanMeier.of(new double[] {}, new double[] {4, 9}).quantile(0.5))
                .isEqualTo(new KaplanMeier.Quantile(9, false));
    }

    @Test
    void kaplanMeierWithoutCensoringIsTheDistributionOfTheSample() {
        double[] times = new double[1_000];
        Arrays.setAll(times, i -> (i * 617) % 1_000 + 1);
        KaplanMeier estimate = KaplanMeier.of(times, new double[] {});
        for (int i = 1; i <= 1_000; i++) {
            assertThat(estimate.quantile(i / 1_000.0)).isEqualTo(new KaplanMeier.Quantile(i, true));
            assertThat(estimate.survival(i)).isEqualTo((1_000 - i) / 1_000.0);
        }
    }

    @Test
    void kaplanMeierRecoversAMedianThatCensoringHides() {
        long seed = 41;
        SplittableRandom random = new SplittableRandom(seed);
        double[] ended = new double[20_000];
        double[] censored = new double[20_000];
        int ends = 0;
        int cuts = 0;
        for (int i = 0; i < 20_000; i++) {
            double wait = -Math.log(1 - random.nextDouble());
            double limit = random.nextDouble(0, 2);
            if (wait <= limit) {
                ended[ends++] = wait;
            } else {
                censored[cuts++] = limit;
            }
        }
        double median = KaplanMeier.of(Arrays.copyOf(ended, ends), Arrays.copyOf(censored, cuts))
                .quantile(0.5)
                .value();
        assertThat(median).as("seed %d", seed).isCloseTo(Math.log(2), within(0.03));
        double[] seen = Arrays.copyOf(ended, ends);
        Arrays.sort(seen);
        assertThat(Quantiles.interpolated(seen, 0.5))
                .as("ignoring the censored waits is wrong")
                .isLessThan(0.55);
    }

    private static KaplanMeier sixMp() {
        return KaplanMeier.of(
                new double[] {6, 6, 6, 7, 10, 13, 16, 22, 23},
                new double[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35});
    }
}
