package io.ecsim.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.experiments.statistics.Comparison.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static Competitor competitor(String name, double... values) {
        return new Competitor(name, true, values);
    }

    private static String ranks(Ranking ranking) {
        return ranking.rows().stream()
                .map(row ->
                        row.rank() + (row.tied() ? "=" : "") + row.competitor().name())
                .collect(Collectors.joining(" "));
    }

    @Test
    void holmAdjustsStepByStep() {
        assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
        assertThat(Holm.adjust(0.6, 0.5)).containsExactly(1, 1);
        assertThat(Holm.adjust(0.02)).containsExactly(0.02);
        assertThat(Holm.adjust()).isEmpty();
        assertThatThrownBy(() -> Holm.adjust(1.5)).hasMessage("a p-value must be 0 to 1, was 1.5");
    }

    @Test
    void ranksByTheMeanInTheDirectionOfTheMetric() {
        List<Competitor> competitors =
                List.of(competitor("a", 30, 31, 32), competitor("b", 10, 11, 12.1), competitor("c", 20, 21, 22.2));
        assertThat(ranks(Ranking.of(competitors, false, 0, 0.95))).isEqualTo("1b 2c 3a");
        assertThat(ranks(Ranking.of(competitors, true, 0, 0.95))).isEqualTo("1a 2c 3b");
    }

    @Test
    void comparesEachRowWithTheFirst() {
        Ranking ranking = Ranking.of(List.of(competitor("a", 30, 31, 32), competitor("b", 10, 11, 13)), false, 0, 0.95);
        assertThat(ranking.rows().get(0).toFirst()).isEmpty();
        assertThat(ranking.rows().get(0).mean()).isCloseTo(34 / 3.0, within(1e-12));
        assertThat(ranking.rows().get(1).toFirst().orElseThrow().mean()).isCloseTo(59 / 3.0, within(1e-12));
        assertThat(ranking.comparison("a", "b")).isEqualTo(ranking.comparison("b", "a"));
        assertThat(ranking.comparison("a", "b").orElseThrow().first()).isEqualTo("b");
        assertThat(ranking.tested()).isTrue();
    }

    @Test
    void whoCannotBeSeparatedFromTheBestSharesItsRank() {
        // noisy is worse than close in the mean, but only close is shown to be worse than best.
        Competitor best = competitor("best", 10, 11, 12, 13, 14, 15);
        Competitor close = competitor("close", 11, 12.1, 13, 14.1, 15, 16.1);
        Competitor noisy = competitor("noisy", 2, 30, 1, 40, 3, 20);
        assertThat(ranks(Ranking.of(List.of(noisy, close, best), false, 0, 0.95)))
                .isEqualTo("1=best 1=noisy 2close");
    }

    @Test
    void separationNeedsNoTransitivity() {
        Competitor a = competitor("a", 10.0, 11.0, 12.0, 13.0);
        Competitor b = competitor("b", 10.6, 11.1, 12.9, 13.4);
        Competitor c = competitor("c", 11.0, 12.1, 13.0, 14.1);
        Ranking ranking = Ranking.of(List.of(a, b, c), false, 0, 0.95);
        assertThat(ranking.comparison("a", "b").orElseThrow().verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(ranking.comparison("b", "c").orElseThrow().verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(ranking.comparison("a", "c").orElseThrow().verdict()).isEqualTo(Verdict.SEPARATED);
        assertThat(ranks(ranking)).isEqualTo("1=a 1=b 2c");
    }

    @Test
    void aRealDifferenceInsideTheMarginDoesNotSeparate() {
        List<Competitor> competitors = List.of(competitor("a", 10, 20, 30, 40), competitor("b", 11, 21, 31.1, 41));
        Ranking strict = Ranking.of(competitors, false, 0, 0.95);
        Ranking lenient = Ranking.of(competitors, false, 1.5, 0.95);
        assertThat(ranks(strict)).isEqualTo("1a 2b");
        assertThat(ranks(lenient)).isEqualTo("1=a 1=b");
        assertThat(lenient.comparison("a", "b").orElseThrow().verdict()).isEqualTo(Verdict.NO_PRACTICAL_DIFFERENCE);
    }

    @Test
    void identicalResultsAreNoPracticalDifferenceEvenWithoutMargin() {
        Ranking ranking = Ranking.of(List.of(competitor("b", 5, 6), competitor("a", 5, 6)), false, 0, 0.95);
        assertThat(ranks(ranking)).isEqualTo("1=a 1=b");
        assertThat(ranking.comparisons().get(0).verdict()).isEqualTo(Verdict.NO_PRACTICAL_DIFFERENCE);
    }

    @Test
    void feasibleComesFirstAndNoResultLast() {
        Competitor broken = new Competitor("broken", true, new double[] {Double.NaN, Double.NaN});
        Competitor cheap = new Competitor("cheap", false, new double[] {1, 1.1});
        Competitor dear = new Competitor("dear", true, new double[] {90, 95});
        Ranking ranking = Ranking.of(List.of(broken, cheap, dear), false, 0, 0.95);
        assertThat(ranks(ranking)).isEqualTo("1dear 2cheap 3broken");
        assertThat(ranking.comparisons()).isEmpty();
        assertThat(ranking.rows().get(1).toFirst().orElseThrow().mean()).isCloseTo(-91.45, within(1e-12));
        assertThat(ranking.rows().get(2).toFirst()).isEmpty();
    }

    @Test
    void oneReplicationRanksByWhatWasObservedAndTestsNothing() {
        Ranking ranking =
                Ranking.of(List.of(competitor("a", 10), competitor("b", 10.4), competitor("c", 12)), false, 0.5, 0.95);
        assertThat(ranks(ranking)).isEqualTo("1=a 1=b 3c");
        assertThat(ranking.tested()).isFalse();
        assertThat(ranking.comparisons()).allMatch(c -> c.verdict() == Verdict.UNTESTED);
    }

    @Test
    void estimatesTheReplicationsThatWouldDecide() {
        assertThat(new ReplicationEstimate(20, 3, 1).more()).isEqualTo(160);
        assertThat(new ReplicationEstimate(20, 1, 3).more()).isZero();
        assertThat(new ReplicationEstimate(20, 3, 1).text("replication"))
                .isEqualTo("about 160 more replications: n (h / t)^2 - n with n = 20, "
                        + "half-width h = 3.000, target t = 1.000");

        Comparison outside = comparison(2, 4, 1);
        assertThat(ReplicationEstimate.toDecide(outside)).contains(new ReplicationEstimate(5, 4, 2));
        Comparison inside = comparison(2, 4, 5);
        assertThat(ReplicationEstimate.toDecide(inside)).contains(new ReplicationEstimate(5, 4, 3));
        assertThat(ReplicationEstimate.toDecide(comparison(2, 4, 2))).isEmpty();
        assertThat(new ReplicationEstimate(3, 2, 1.9).text("replication")).startsWith("about 1 more replication: ");
        assertThat(ReplicationEstimate.toDecide(comparison(2, 1.5, 1)))
                .as("narrow enough by itself, undecided among all pairs: no \"about 0 more\"")
                .isEmpty();
        assertThat(ReplicationEstimate.toDecide(comparison(2, 1, 10)))
                .as("already inside the margin")
                .isEmpty();
    }

    private static Comparison comparison(double mean, double halfWidth, double margin) {
        return Comparison.judge(
                "a", "b", new PairedDifference(5, mean, 1, Interval.around(mean, halfWidth), 0.3, 0.95), 0.3, margin);
    }

    @Test
    void falseSeparationsAreAsRareAsPromised() {
        long seed = 19_790_606L;
        SplittableRandom random = new SplittableRandom(seed);
        NormalDistribution normal = NormalDistribution.of(0, 1);
        int families = 2_000;
        int unadjusted = 0;
        int wrong = 0;
        for (int family = 0; family < families; family++) {
            List<Competitor> equals = new ArrayList<>();
            double[] world = new double[8];
            for (int r = 0; r < world.length; r++) {
                world[r] = 10 * draw(normal, random);
            }
            for (int i = 0; i < 5; i++) {
                double[] values = world.clone();
                for (int r = 0; r < values.length; r++) {
                    values[r] += draw(normal, random);
                }
                equals.add(competitor("s" + i, values));
            }
            Ranking ranking = Ranking.of(equals, false, 0, 0.95);
            if (ranking.comparisons().stream().anyMatch(c -> c.verdict() == Verdict.SEPARATED)) {
                wrong++;
            }
            if (ranking.comparisons().stream().anyMatch(c -> c.difference().pValue() <= 0.05)) {
                unadjusted++;
            }
        }
        // Three standard errors of a share of 0.05 in 2,000 are 0.015.
        assertThat(wrong / (double) families).as("seed %d", seed).isBetween(0.005, 0.065);
        assertThat(unadjusted / (double) families)
                .as("without adjustment, seed %d", seed)
                .isGreaterThan(0.15);
    }

    @Test
    void realSeparationsAreFound() {
        long seed = 5L;
        SplittableRandom random = new SplittableRandom(seed);
        NormalDistribution normal = NormalDistribution.of(0, 1);
        int found = 0;
        for (int trial = 0; trial < 200; trial++) {
            double[][] values = new double[3][20];
            for (int r = 0; r < 20; r++) {
                double world = 10 * draw(normal, random);
                for (int i = 0; i < 3; i++) {
                    values[i][r] = world + 2 * i + draw(normal, random);
                }
            }
            Ranking ranking = Ranking.of(
                    List.of(competitor("a", values[0]), competitor("b", values[1]), competitor("c", values[2])),
                    false,
                    0,
                    0.95);
            if (ranks(ranking).equals("1a 2b 3c")) {
                found++;
            }
        }
        assertThat(found).as("seed %d", seed).isGreaterThan(190);
    }

    @Test
    void refusesWhatCannotBeRanked() {
        assertThatThrownBy(() -> Ranking.of(List.of(), false, 0, 0.95)).hasMessage("a ranking needs a competitor");
        assertThatThrownBy(() -> Ranking.of(List.of(competitor("a", 1), competitor("a", 2)), false, 0, 0.95))
                .hasMessage("two competitors are named a");
        assertThatThrownBy(() -> Ranking.of(List.of(competitor("a", 1), competitor("b", 2, 3)), false, 0, 0.95))
                .hasMessage("b has 2 replications where a has 1");
        assertThatThrownBy(() -> Ranking.of(List.of(competitor("a", 1)), false, -1, 0.95))
                .hasMessage("a margin must be finite and at least 0, was -1.0");
        assertThatThrownBy(() -> competitor("a")).hasMessage("a needs at least one replication");
    }

    private static double draw(NormalDistribution normal, SplittableRandom random) {
        return normal.inverseCumulativeProbability(random.nextDouble(Double.MIN_NORMAL, 1));
    }
}
