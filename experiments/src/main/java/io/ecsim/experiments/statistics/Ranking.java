package io.ecsim.experiments.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Competitors in order, with shared ranks where they cannot be told apart (models.md M3, M12).
 *
 * <p>Three groups never mix: competitors that keep the bounds, then those that break one, then those without any
 * result. Inside a group all pairs are compared; the p-values of all these pairs form one family adjusted after Holm,
 * because the best is chosen from the same data and a test against it alone would be too hopeful. A competitor's rank
 * is one more than the number of competitors that rank above it: all of the groups before, and those of its own group
 * shown to be better ({@link Comparison#ranksApart}). So whoever cannot be separated from the best shares its rank,
 * which needs no transitivity: with A and B tied, B and C tied, and A better than C, the ranks are 1, 1, 2. Rows
 * are ordered by group, rank, mean and then name.
 *
 * @param rows the competitors in order
 * @param comparisons each pair inside a group once, the better mean first
 */
public record Ranking(List<Row> rows, List<Comparison> comparisons) {

    /**
     * A place in the ranking.
     *
     * @param rank from 1; equal ranks are ties
     * @param tied whether another competitor has the same rank
     * @param competitor who
     * @param mean over the replications with a result; NaN without any
     * @param toFirst this competitor minus the first row; empty in the first row and where no replication has both
     */
    public record Row(int rank, boolean tied, Competitor competitor, double mean, Optional<PairedDifference> toFirst) {}

    private record Entrant(Competitor competitor, int group, double mean) {}

    public Ranking {
        rows = List.copyOf(rows);
        comparisons = List.copyOf(comparisons);
    }

    /**
     * Ranks competitors.
     *
     * @param competitors at least one, names all different, the same number of replications each
     * @param higherIsBetter the direction of the metric
     * @param margin the largest difference without practical meaning, in the metric's unit, at least 0
     * @param confidence of the intervals; one minus it is the chance of any false separation
     */
    public static Ranking of(List<Competitor> competitors, boolean higherIsBetter, double margin, double confidence) {
        return of(competitors, higherIsBetter, margin, confidence, new double[0][]);
    }

    /**
     * Ranks competitors with the help of control variates where they gain enough.
     *
     * @param competitors at least one, names all different, the same number of replications each
     * @param higherIsBetter the direction of the metric
     * @param margin the largest difference without practical meaning, in the metric's unit, at least 0
     * @param confidence of the intervals; one minus it is the chance of any false separation
     * @param controls one row a replication, each value less its known expectation; no rows: no control
     */
    public static Ranking of(
            List<Competitor> competitors,
            boolean higherIsBetter,
            double margin,
            double confidence,
            double[][] controls) {
        requireSound(competitors, margin, confidence);
        List<Entrant> entrants = competitors.stream()
                .map(Ranking::entrant)
                .sorted(Comparator.comparingInt(Entrant::group)
                        .thenComparingDouble(e -> higherIsBetter ? -e.mean() : e.mean())
                        .thenComparing(e -> e.competitor().name()))
                .toList();
        List<Comparison> comparisons = compare(entrants, higherIsBetter, margin, confidence, controls);
        return new Ranking(rows(entrants, comparisons, confidence, controls), comparisons);
    }

    /** Returns the comparison of two competitors of the same group, whichever is named first. */
    public Optional<Comparison> comparison(String one, String other) {
        return comparisons.stream()
                .filter(c -> (c.first().equals(one) && c.second().equals(other))
                        || (c.first().equals(other) && c.second().equals(one)))
                .findFirst();
    }

    /** Tells whether any pair was tested; if not, there is one answer and no significance (models.md M2). */
    public boolean tested() {
        return comparisons.stream().anyMatch(c -> c.verdict() != Comparison.Verdict.UNTESTED);
    }

    private static Entrant entrant(Competitor competitor) {
        Moments moments = competitor.moments();
        int group = moments.count() == 0 ? 2 : competitor.feasible() ? 0 : 1;
        return new Entrant(competitor, group, moments.mean());
    }

    private static List<Comparison> compare(
            List<Entrant> entrants, boolean higherIsBetter, double margin, double confidence, double[][] controls) {
        List<Entrant[]> pairs = new ArrayList<>();
        List<PairedDifference> differences = new ArrayList<>();
        for (int i = 0; i < entrants.size(); i++) {
            for (int j = i + 1; j < entrants.size(); j++) {
                Entrant better = entrants.get(i);
                Entrant other = entrants.get(j);
                if (better.group() == other.group() && better.group() < 2) {
                    pairs.add(new Entrant[] {better, other});
                    differences.add(PairedDifference.of(
                            better.competitor().values(), other.competitor().values(), confidence, controls));
                }
            }
        }
        double[] adjusted = Holm.adjust(differences.stream()
                .filter(PairedDifference::testable)
                .mapToDouble(PairedDifference::pValue)
                .toArray());
        List<Comparison> comparisons = new ArrayList<>();
        int tests = 0;
        for (int i = 0; i < pairs.size(); i++) {
            PairedDifference difference = differences.get(i);
            // Control variates may say that the one with the worse plain mean is the better one.
            boolean turned =
                    difference.varianceRatio() != 1 && (higherIsBetter ? difference.mean() > 0 : difference.mean() < 0);
            comparisons.add(Comparison.judge(
                    pairs.get(i)[turned ? 1 : 0].competitor().name(),
                    pairs.get(i)[turned ? 0 : 1].competitor().name(),
                    turned ? difference.reversed() : difference,
                    difference.testable() ? adjusted[tests++] : Double.NaN,
                    margin));
        }
        return comparisons;
    }

    private static List<Row> rows(
            List<Entrant> entrants, List<Comparison> comparisons, double confidence, double[][] controls) {
        int[] ranks = new int[entrants.size()];
        for (int i = 0; i < ranks.length; i++) {
            Entrant entrant = entrants.get(i);
            long groupsBefore =
                    entrants.stream().filter(e -> e.group() < entrant.group()).count();
            long shownBetter = comparisons.stream()
                    .filter(c -> c.second().equals(entrant.competitor().name()) && c.ranksApart())
                    .count();
            ranks[i] = Math.toIntExact(1 + groupsBefore + shownBetter);
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < ranks.length; i++) {
            order.add(i);
        }
        // Stable, so that groups and means keep their order inside a rank.
        order.sort(
                Comparator.comparingInt((Integer i) -> entrants.get(i).group()).thenComparingInt(i -> ranks[i]));
        Competitor first = entrants.get(order.get(0)).competitor();
        List<Row> rows = new ArrayList<>();
        for (int i : order) {
            Entrant entrant = entrants.get(i);
            int rank = ranks[i];
            boolean tied = order.stream()
                    .anyMatch(j -> j != i && ranks[j] == rank && entrants.get(j).group() == entrant.group());
            Optional<PairedDifference> toFirst = entrant.competitor().name().equals(first.name())
                    ? Optional.empty()
                    : Optional.of(PairedDifference.of(
                                    first.values(), entrant.competitor().values(), confidence, controls))
                            .filter(difference -> difference.pairs() > 0);
            rows.add(new Row(rank, tied, entrant.competitor(), entrant.mean(), toFirst));
        }
        return rows;
    }

    private static void requireSound(List<Competitor> competitors, double margin, double confidence) {
        StudentT.requireConfidence(confidence);
        if (competitors.isEmpty()) {
            throw new IllegalArgumentException("a ranking needs a competitor");
        }
        if (!(margin >= 0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException("a margin must be finite and at least 0, was " + margin);
        }
        TreeSet<String> names = new TreeSet<>();
        int replications = competitors.get(0).values().length;
        for (Competitor competitor : competitors) {
            if (!names.add(competitor.name())) {
                throw new IllegalArgumentException("two competitors are named " + competitor.name());
            }
            if (competitor.values().length != replications) {
                throw new IllegalArgumentException(competitor.name() + " has " + competitor.values().length
                        + " replications where " + competitors.get(0).name() + " has " + replications);
            }
        }
    }
}
