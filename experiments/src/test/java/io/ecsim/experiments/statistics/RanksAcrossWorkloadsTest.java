package io.ecsim.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RanksAcrossWorkloadsTest {

    /** The area under the curve of four decision trees on 14 data sets: Demšar (2006), table 6. */
    private static final double[][] DEMSAR = {
        {0.763, 0.768, 0.771, 0.798}, {0.599, 0.591, 0.590, 0.569}, {0.954, 0.971, 0.968, 0.967},
        {0.628, 0.661, 0.654, 0.657}, {0.882, 0.888, 0.886, 0.898}, {0.936, 0.931, 0.916, 0.931},
        {0.661, 0.668, 0.609, 0.685}, {0.583, 0.583, 0.563, 0.625}, {0.775, 0.838, 0.866, 0.875},
        {1.000, 1.000, 1.000, 1.000}, {0.940, 0.962, 0.965, 0.962}, {0.619, 0.666, 0.614, 0.669},
        {0.972, 0.981, 0.9751, 0.975}, {0.957, 0.978, 0.946, 0.970}
    };

    private static final List<String> TREES = List.of("C4.5", "C4.5+m", "C4.5+cf", "C4.5+m+cf");

    /** Demšar's own ranks 3.143, 2.000, 2.893, 1.964, and his critical difference 1.25 at 95 %, 1.29 exactly. */
    @Test
    void ranksAndCriticalDifferenceAreDemsars() {
        RanksAcrossWorkloads ranks = RanksAcrossWorkloads.of(TREES, DEMSAR, true, 0.95);

        assertThat(ranks.meanRanks().get(0)).isCloseTo(3.143, within(0.001));
        assertThat(ranks.meanRanks().get(1)).isCloseTo(2.0, within(0.001));
        assertThat(ranks.meanRanks().get(2)).isCloseTo(2.893, within(0.001));
        assertThat(ranks.meanRanks().get(3)).isCloseTo(1.964, within(0.001));
        // 9.28 without the correction for ties, which divides by what the ranks can spread: a little more.
        assertThat(ranks.chiSquare()).isBetween(9.28, 10.3);
        assertThat(ranks.pValue()).isBetween(0.01, 0.03);
        assertThat(ranks.criticalDifference()).isCloseTo(2.569 * Math.sqrt(4 * 5 / (6.0 * 14)), within(1e-3));
        assertThat(ranks.differ(0, 3)).isFalse();
    }

    @Test
    void theDirectionTurnsTheRanks() {
        RanksAcrossWorkloads ranks = RanksAcrossWorkloads.of(TREES, DEMSAR, false, 0.95);
        assertThat(ranks.meanRanks().get(0)).isCloseTo(5 - 3.143, within(0.001));
    }

    @Test
    void thoseThatNeverDifferAreAlike() {
        double[][] same = {{1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}};
        RanksAcrossWorkloads ranks = RanksAcrossWorkloads.of(List.of("a", "b"), same, false, 0.95);
        assertThat(ranks.pValue()).isEqualTo(1);
        assertThat(ranks.differ(0, 1)).isFalse();
    }

    @Test
    void thoseThatAlwaysDifferInOneWayAreNot() {
        double[][] rows = new double[12][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {i, i + 1, i + 2};
        }
        RanksAcrossWorkloads ranks = RanksAcrossWorkloads.of(List.of("a", "b", "c"), rows, false, 0.95);
        assertThat(ranks.chiSquare()).isCloseTo(24, within(1e-9));
        assertThat(ranks.pValue()).isLessThan(1e-4);
        assertThat(ranks.differ(0, 2)).isTrue();
    }

    @Test
    void fewerThanFiveWorkloadsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RanksAcrossWorkloads.of(
                        List.of("a", "b"), new double[][] {{1, 2}, {1, 2}, {1, 2}, {1, 2}}, false, 0.95))
                .withMessage("ranks across workloads need at least 5 workloads, there were 4");
    }

    @Test
    void aMissingValueIsRefused() {
        double[][] holes = {{1, 2}, {1, Double.NaN}, {1, 2}, {1, 2}, {1, 2}};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RanksAcrossWorkloads.of(List.of("a", "b"), holes, false, 0.95));
    }
}
