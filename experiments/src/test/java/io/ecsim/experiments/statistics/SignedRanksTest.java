package io.ecsim.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedRanksTest {

    /** The interval is what the test does not reject: an independent implementation of the test must agree. */
    @ParameterizedTest
    @CsvSource({"6, 0.95", "10, 0.95", "10, 0.99", "17, 0.9"})
    void theIntervalEndsWhereTheTestBeginsToReject(int count, double confidence) {
        Random random = new Random(count);
        double[] values =
                DoubleStream.generate(random::nextGaussian).limit(count).toArray();
        Interval interval = SignedRanks.of(values).interval(confidence);

        assertThat(pValue(values, interval.lower() - 1e-9)).isLessThanOrEqualTo(1 - confidence);
        assertThat(pValue(values, interval.lower() + 1e-9)).isGreaterThan(1 - confidence);
        assertThat(pValue(values, interval.upper() - 1e-9)).isGreaterThan(1 - confidence);
        assertThat(pValue(values, interval.upper() + 1e-9)).isLessThanOrEqualTo(1 - confidence);
    }

    private static double pValue(double[] values, double centre) {
        return WilcoxonSignedRankTest.withDefaults()
                .with(PValueMethod.EXACT)
                .test(DoubleStream.of(values).map(value -> value - centre).toArray())
                .getPValue();
    }

    @Test
    void theCentreIsTheMedianOfAllMeansOfTwo() {
        // Means: 1, 2, 4, 1.5, 2.5, 3.
        assertThat(SignedRanks.of(4, 1, 2).centre()).isEqualTo(2.25);
    }

    @Test
    void aWildValueMovesNeitherTheCentreNorTheOtherEnd() {
        SignedRanks tame = SignedRanks.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        SignedRanks wild = SignedRanks.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 1e9);

        assertThat(wild.centre()).isBetween(tame.centre(), tame.centre() + 0.5);
        assertThat(wild.interval(0.95).lower()).isEqualTo(tame.interval(0.95).lower());
    }

    @Test
    void tooFewValuesGiveTheWholeLine() {
        assertThat(SignedRanks.fewestFor(0.95)).isEqualTo(6);
        assertThat(SignedRanks.of(1, 2, 3, 4, 5).interval(0.95).halfWidth()).isInfinite();
        assertThat(SignedRanks.of(1, 2, 3, 4, 5, 6).interval(0.95)).isEqualTo(new Interval(1, 6));
    }

    @Test
    void refusesWhatIsNoSample() {
        assertThatIllegalArgumentException().isThrownBy(SignedRanks::of).withMessageContaining("there were 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedRanks.of(1, Double.NaN))
                .withMessageContaining("NaN");
    }
}
