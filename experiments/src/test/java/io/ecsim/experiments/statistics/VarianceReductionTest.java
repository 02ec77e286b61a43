package io.ecsim.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VarianceReductionTest {

    /** A value that the control explains but for little: the known part is taken back. */
    @Test
    void aControlTakesBackWhatItExplains() {
        double[] ten = {12, 9, 11, 8, 10.5, 9.7, 11.4, 10.1, 8.9, 10.6};
        double[] known = {1, -2, 0.1, -3.1, -0.6, -1.3, 0.5, -1, -2.2, -0.4};
        double[] values = new double[30];
        double[][] controls = new double[30][1];
        for (int i = 0; i < 30; i++) {
            values[i] = ten[i % 10];
            controls[i][0] = known[i % 10];
        }

        PairedDifference plain = PairedDifference.of(new double[30], values, 0.95);
        PairedDifference controlled = PairedDifference.of(new double[30], values, 0.95, controls);

        assertThat(plain.mean()).isCloseTo(10.12, within(1e-9));
        assertThat(controlled.mean()).isCloseTo(11.0, within(0.1));
        assertThat(controlled.varianceRatio()).isGreaterThan(20);
        assertThat(controlled.interval().halfWidth())
                .isLessThan(plain.interval().halfWidth() / 3);
        assertThat(controlled.pairs()).isEqualTo(30);
    }

    @Test
    void aControlThatExplainsNothingIsOff() {
        Random random = new Random(5);
        double[] values = random.doubles(30).toArray();
        double[][] controls =
                random.doubles(30).mapToObj(value -> new double[] {value - 0.5}).toArray(double[][]::new);

        assertThat(PairedDifference.of(new double[30], values, 0.95, controls))
                .isEqualTo(PairedDifference.of(new double[30], values, 0.95));
    }

    @Test
    void aConstantControlAndTooFewValuesAreOff() {
        double[] values = new Random(4).doubles(30).toArray();
        double[][] copies =
                Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
        assertThat(ControlVariates.of(values, new double[30][1])).isEmpty();
        assertThat(ControlVariates.of(values, copies)).isPresent();
        assertThat(ControlVariates.of(Arrays.copyOf(values, 29), Arrays.copyOf(copies, 29)))
                .isEmpty();
        assertThat(ControlVariates.of(values, new double[0][])).isEmpty();
    }

    /** Where the control turns the order of the plain means, the comparison names the better one first all the same. */
    @Test
    void theBetterOneByTheControlComesFirst() {
        double[] zeros = new double[30];
        double[] values = new double[30];
        double[][] controls = new double[30][1];
        for (int i = 0; i < 30; i++) {
            controls[i][0] = 1 + i % 5;
            values[i] = controls[i][0] - 2 + 0.01 * (i % 3);
        }
        Ranking ranking = Ranking.of(
                List.of(new Competitor("zero", true, zeros), new Competitor("other", true, values)),
                false,
                0,
                0.95,
                controls);

        assertThat(ranking.rows().get(0).competitor().name()).isEqualTo("other");
        Comparison comparison = ranking.comparisons().get(0);
        assertThat(comparison.first()).isEqualTo("other");
        assertThat(comparison.difference().mean()).isPositive();
    }

    @Test
    void theRatioIsThatOfIndependentPairsToMirroredOnes() {
        assertThat(Antithetic.varianceRatio(new double[] {1, -1, 2, -2, 3, -3.3}))
                .isGreaterThan(50);
        assertThat(Antithetic.varianceRatio(new double[] {1, 1, 2, 2, 3, 3})).isCloseTo(0.5, within(1e-12));
        assertThat(Antithetic.varianceRatio(new double[] {4, 4, 4, 4})).isEqualTo(1);
        Random random = new Random(8);
        assertThat(Antithetic.varianceRatio(
                        random.doubles(40_000).toArray(), random.doubles(40_000).toArray()))
                .isCloseTo(1, within(0.03));
    }
}
