package io.ecsim.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Mser5Test {

    /** Each cut by itself, from the definition: the sum of squares over the square of what is left. */
    private static int byHand(double[] series) {
        int batches = series.length / 5;
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int cut = 0; cut <= batches / 2; cut++) {
            double[] left = new double[batches - cut];
            for (int i = 0; i < left.length; i++) {
                left[i] = Arrays.stream(series, (cut + i) * 5, (cut + i + 1) * 5)
                        .average()
                        .orElseThrow();
            }
            double mean = Arrays.stream(left).average().orElseThrow();
            double rule = Arrays.stream(left)
                            .map(value -> (value - mean) * (value - mean))
                            .sum()
                    / left.length
                    / left.length;
            if (rule < least) {
                least = rule;
                best = cut;
            }
        }
        return best * 5;
    }

    @Test
    void theCutIsTheOneOfTheDefinition() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            double[] series = new double[240];
            for (int i = 0; i < series.length; i++) {
                series[i] = random.nextGaussian() + 20 * Math.exp(-i / 15.0);
            }
            Mser5 cut = Mser5.of(series);
            assertThat(cut.samples())
                    .as("seed " + seed)
                    .isEqualTo(byHand(series))
                    .isBetween(15, 120);
            assertThat(cut.settled()).isEqualTo(cut.samples() < 120);
        }
    }

    @Test
    void aStepIsCutOff() {
        double[] series = new double[240];
        Arrays.fill(series, 0, 60, 10);
        assertThat(Mser5.of(series)).isEqualTo(new Mser5(60, true));
    }

    @Test
    void whatIsSteadyFromTheStartIsKept() {
        assertThat(Mser5.of(new double[240])).isEqualTo(new Mser5(0, true));
    }

    @Test
    void whatNeverSettlesIsCutInHalfAndSaysSo() {
        double[] series = new double[240];
        for (int i = 0; i < series.length; i++) {
            series[i] = i < 200 ? i : 200;
        }
        assertThat(Mser5.of(series)).isEqualTo(new Mser5(120, false));
    }

    @Test
    void aShortSeriesIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Mser5.of(new double[49]));
    }
}
