package io.ecsim.experiments.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GapSearchTest {

    /** A ridge along the diagonal with its top at (0.3, 0.7, 0.7). */
    private static double ridge(double[] x) {
        double along = x[0] - 0.3;
        double off = x[1] - 0.4 - x[0];
        double last = x[2] - x[1];
        return 5 - along * along - 20 * off * off - 20 * last * last;
    }

    private static GapSearch.Trial best(List<GapSearch.Trial> trials) {
        return trials.stream()
                .filter(trial -> !Double.isNaN(trial.value()))
                .max(Comparator.comparingDouble(GapSearch.Trial::value))
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theTopOfARidgeIsFound(long seed) {
        List<GapSearch.Trial> trials = new GapSearch(3, 400, seed).run(x -> Optional.of(ridge(x)));

        assertThat(trials).hasSizeBetween(200, 400);
        assertThat(best(trials).value()).as("seed %d", seed).isCloseTo(5, within(0.01));
        assertThat(trials).allSatisfy(trial -> assertThat(trial.shares()).allMatch(share -> share >= 0 && share <= 1));
    }

    @Test
    void atACornerToo() {
        List<GapSearch.Trial> trials = new GapSearch(2, 200, 8).run(x -> Optional.of(x[0] - x[1]));

        assertThat(best(trials).value()).isCloseTo(1, within(0.02));
    }

    @Test
    void theSameSeedGivesTheSameTries() {
        assertThat(new GapSearch(3, 120, 7).run(x -> Optional.of(ridge(x))))
                .isEqualTo(new GapSearch(3, 120, 7).run(x -> Optional.of(ridge(x))));
    }

    @Test
    void placesWithoutAValueAreLeft() {
        List<GapSearch.Trial> trials =
                new GapSearch(3, 300, 5).run(x -> Optional.of(x[0] > 0.35 ? Double.NaN : ridge(x)));

        assertThat(best(trials).value()).isCloseTo(5, within(0.05));
    }

    @Test
    void aStopKeepsWhatWasTried() {
        int[] count = {0};
        List<GapSearch.Trial> trials =
                new GapSearch(3, 300, 5).run(x -> ++count[0] > 17 ? Optional.empty() : Optional.of(ridge(x)));

        assertThat(trials).hasSize(17);
    }

    @Test
    void nothingButTheBudgetIsSpent() {
        assertThat(new GapSearch(1, 2, 5).run(x -> Optional.of(x[0]))).hasSize(2);
        assertThat(new GapSearch(16, 50, 5).run(x -> Optional.of(x[0]))).hasSizeBetween(12, 50);
        assertThat(new GapSearch(2, 60, 5).run(x -> Optional.of(Double.NaN))).hasSize(15);
    }
}
