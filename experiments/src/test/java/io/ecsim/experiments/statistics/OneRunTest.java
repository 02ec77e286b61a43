package io.ecsim.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batch means of one run, and the bootstrap of a quantile. */
class OneRunTest {

    @Test
    void batchMeansAreThoseByHand() {
        double[] series = IntStream.range(0, 43)
                .mapToDouble(i -> (i - 3) / 4 % 2 == 0 ? 1 : 3)
                .toArray();
        BatchMeans means = BatchMeans.of(series, 10, 0.95);

        assertThat(means.batchSize()).isEqualTo(4);
        assertThat(means.mean()).isEqualTo(2);
        // Ten means that alternate between 1 and 3: nine steps of 2, and squares that add up to 10.
        assertThat(means.correlation()).isCloseTo(1 - 9 * 4 / 20.0, within(1e-12));
        assertThat(means.interval().halfWidth()).isCloseTo(2.262157 * Math.sqrt(10 / 9.0 / 10), within(1e-5));
    }

    @Test
    void aCorrelatedSeriesGetsLongBatchesOrNone() {
        Random random = new Random(11);
        double[] independent = random.doubles(300).toArray();
        double[] walk = new double[300];
        for (int i = 1; i < walk.length; i++) {
            walk[i] = walk[i - 1] + random.nextGaussian();
        }
        assertThat(BatchMeans.of(independent, 0.95).orElseThrow().batches()).isGreaterThanOrEqualTo(25);
        assertThat(BatchMeans.of(walk, 0.95)).isEmpty();
        assertThat(BatchMeans.of(new double[9], 0.95)).isEmpty();
        assertThat(BatchMeans.of(new double[100], 0.95).orElseThrow().interval())
                .isEqualTo(new Interval(0, 0));
    }

    /** Drawing again and again, many times, gives nearly the same ends. */
    @Test
    void theBootstrapIsThatOfDrawingAgain() {
        Random random = new Random(3);
        double[] values = random.doubles(200).map(u -> -Math.log(u)).sorted().toArray();
        Interval interval = Bootstrap.quantile(values, 0.9, 0.95);

        double[] drawn = new double[20_000];
        for (int i = 0; i < drawn.length; i++) {
            double[] again = new double[200];
            Arrays.setAll(again, j -> values[random.nextInt(200)]);
            Arrays.sort(again);
            drawn[i] = again[179];
        }
        Arrays.sort(drawn);
        assertThat(interval.lower()).isCloseTo(Quantiles.interpolated(drawn, 0.025), within(0.06));
        assertThat(interval.upper()).isCloseTo(Quantiles.interpolated(drawn, 0.975), within(0.12));
        assertThat(interval.contains(Quantiles.interpolated(values, 0.9))).isTrue();
    }

    @Test
    void anExtremeQuantileOfFewValuesIsRefused() {
        assertThat(Bootstrap.fewestFor(0.99)).isEqualTo(500);
        assertThat(Bootstrap.fewestFor(0.5)).isEqualTo(20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bootstrap.quantile(new double[499], 0.99, 0.95))
                .withMessageContaining("at least 500 values, there were 499");
    }
}
