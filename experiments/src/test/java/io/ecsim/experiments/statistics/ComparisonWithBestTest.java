package io.ecsim.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonWithBestTest {

    private static Competitor competitor(String name, double... values) {
        return new Competitor(name, true, values);
    }

    private static ComparisonWithBest compare(boolean higherIsBetter, Competitor... competitors) {
        return ComparisonWithBest.of(List.of(competitors), higherIsBetter, 0.95).orElseThrow();
    }

    /** By hand: differences of 3 with standard error 1 over 3 replications, and Student's one-sided 2.92. */
    @Test
    void twoCompetitorsAreAOneSidedPairedTest() {
        Competitor one = competitor("one", 10, 12, 11);
        Competitor two = competitor("two", 13, 15 - Math.sqrt(3), 14 + Math.sqrt(3));
        ComparisonWithBest best = compare(false, one, two);

        assertThat(best.criticalValue()).isCloseTo(2.920, within(0.001));
        assertThat(best.rows().get(0).behind()).isCloseTo(-3, within(1e-9));
        assertThat(best.rows().get(0).interval().lower()).isCloseTo(-3 - 2.920, within(0.001));
        assertThat(best.rows().get(0).mayBeBest()).isTrue();
        assertThat(best.rows().get(1).interval().upper()).isCloseTo(3 + best.criticalValue(), within(1e-9));
        assertThat(best.replications()).isEqualTo(3);
    }

    @Test
    void aClearWinnerIsTheOnlyCandidateAndEndsAtZero() {
        ComparisonWithBest best = compare(
                false, competitor("a", 1, 2, 3, 4), competitor("b", 5, 6.1, 7, 8), competitor("c", 9, 10, 11.2, 12));

        assertThat(best.candidates()).containsExactly("a");
        assertThat(best.rows().get(0).interval().upper()).isZero();
        assertThat(best.rows().get(0).interval().lower()).isNegative();
        assertThat(best.rows().get(1).interval().lower()).isZero();
        assertThat(best.rows().get(1).interval().contains(4.025)).isTrue();
        assertThat(best.rows().get(2).behind()).isCloseTo(8.05, within(1e-9));
    }

    @Test
    void theDirectionOnlyTurnsTheSigns() {
        ComparisonWithBest lower = compare(false, competitor("a", 1, 2, 4), competitor("b", 2, 3, 3));
        ComparisonWithBest higher = compare(true, competitor("a", -1, -2, -4), competitor("b", -2, -3, -3));
        assertThat(higher.rows()).isEqualTo(lower.rows());
    }

    @Test
    void equalsMayAllBeTheBest() {
        ComparisonWithBest best = compare(false, competitor("a", 1, 2, 3), competitor("b", 1, 2, 3));
        assertThat(best.candidates()).containsExactly("a", "b");
        assertThat(best.rows().get(0).interval()).isEqualTo(new Interval(0, 0));
    }

    @Test
    void tooLittleIsNotCompared() {
        assertThat(ComparisonWithBest.of(List.of(competitor("a", 1, 2)), false, 0.95))
                .isEmpty();
        assertThat(ComparisonWithBest.of(List.of(competitor("a", 1, Double.NaN), competitor("b", 1, 2)), false, 0.95))
                .isEmpty();
    }

    /**
     * All intervals hold together in at least 95 % of the worlds, whatever the spreads are; where all are equal, as many as the
     * inequality leaves.
     */
    @Test
    void allIntervalsHoldTogetherAsOftenAsTheySay() {
        assertThat(coverage(new double[] {1, 1, 1, 1, 1}, 7)).isBetween(0.945, 0.985);
        assertThat(coverage(new double[] {0.1, 1, 2, 4, 1}, 8)).isBetween(0.945, 1.0);
        assertThat(coverage(new double[] {6, 1, 1, 1, 1}, 9)).isBetween(0.945, 1.0);
    }

    private static double coverage(double[] spreads, long seed) {
        double[] means = {10, 10, 10, 10, 10};
        Random random = new Random(seed);
        int repeats = 4_000;
        int held = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            double[][] values = new double[means.length][10];
            for (int replication = 0; replication < 10; replication++) {
                double world = 20 * random.nextGaussian();
                for (int i = 0; i < means.length; i++) {
                    values[i][replication] = means[i] + world + spreads[i] * random.nextGaussian();
                }
            }
            List<Competitor> competitors = new ArrayList<>();
            for (int i = 0; i < means.length; i++) {
                competitors.add(competitor("s" + i, values[i]));
            }
            ComparisonWithBest best =
                    ComparisonWithBest.of(competitors, false, 0.95).orElseThrow();
            held += best.rows().stream().allMatch(row -> row.interval().contains(0))
                            && best.row("s0").orElseThrow().mayBeBest()
                    ? 1
                    : 0;
        }
        return (double) held / repeats;
    }
}
