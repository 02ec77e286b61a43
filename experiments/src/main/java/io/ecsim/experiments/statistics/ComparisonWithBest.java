package io.ecsim.experiments.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Multiple comparisons with the best (Hsu, Annals of Statistics 12, 1984): for each competitor an interval of how far it is
 * behind the best of the others, all of which hold together with the confidence. Whoever is not shown to be worse than another
 * may be the best; if that is one alone, it is the best. The intervals are constrained: they contain 0 or end there.
 *
 * <p>Competitors that live through the same random worlds have paired differences: the spread is taken pair by pair, and the
 * critical value is Student's with one degree of freedom less than replications at Bonferroni's level, one minus the
 * confidence over the number of others (Clark and Yang, Winter Simulation Conference 1986; Nelson and Matejcik, Management
 * Science 41, 1995). It holds whatever the dependence between competitors. Dunnett's value is a little smaller but takes equal
 * variances and covariances and a pooled spread for granted.
 *
 * @param rows one a competitor, in the order given
 * @param criticalValue how many standard errors each interval is wide to either side
 * @param replications in which all competitors have a result
 * @param confidence with which all intervals hold together
 */
public record ComparisonWithBest(List<Row> rows, double criticalValue, int replications, double confidence) {

    /**
     * One competitor.
     *
     * @param name its name
     * @param behind how far its mean is worse than that of the best of the others; below 0 where it is better
     * @param interval for that, in the metric's unit
     * @param mayBeBest whether it is not shown to be worse than another
     */
    public record Row(String name, double behind, Interval interval, boolean mayBeBest) {}

    public ComparisonWithBest {
        rows = List.copyOf(rows);
    }

    /**
     * Compares competitors; absent with fewer than two, or fewer than two replications in which all have a result.
     *
     * @param competitors with the same number of replications each; whether they are feasible does not matter here
     * @param higherIsBetter the direction of the metric
     * @param confidence above 0 and below 1
     */
    public static Optional<ComparisonWithBest> of(
            List<Competitor> competitors, boolean higherIsBetter, double confidence) {
        StudentT.requireConfidence(confidence);
        if (competitors.size() < 2) {
            return Optional.empty();
        }
        double[][] values = complete(competitors, higherIsBetter ? -1 : 1);
        int replications = values[0].length;
        if (replications < 2) {
            return Optional.empty();
        }
        double tail = (1 - confidence) / (competitors.size() - 1);
        double critical = StudentT.criticalValue(replications - 1.0, 1 - 2 * tail);
        return Optional.of(
                new ComparisonWithBest(rows(competitors, values, critical), critical, replications, confidence));
    }

    /** Returns the names of those that may be the best. */
    public List<String> candidates() {
        return rows.stream().filter(Row::mayBeBest).map(Row::name).toList();
    }

    /** Returns the row of a competitor, absent where it was not compared. */
    public Optional<Row> row(String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** Returns values of which less is better, of the replications that all have. */
    private static double[][] complete(List<Competitor> competitors, double sign) {
        double[][] all = competitors.stream().map(Competitor::values).toArray(double[][]::new);
        int[] kept = IntStream.range(0, all[0].length)
                .filter(replication -> Arrays.stream(all).noneMatch(own -> Double.isNaN(own[replication])))
                .toArray();
        return Arrays.stream(all)
                .map(own -> Arrays.stream(kept)
                        .mapToDouble(replication -> sign * own[replication])
                        .toArray())
                .toArray(double[][]::new);
    }

    private static List<Row> rows(List<Competitor> competitors, double[][] values, double critical) {
        int count = values.length;
        double[][] difference = new double[count][count];
        double[][] width = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                Moments paired = new Moments();
                for (int replication = 0; replication < values[i].length; replication++) {
                    paired.add(values[i][replication] - values[j][replication]);
                }
                difference[i][j] = paired.mean();
                difference[j][i] = -paired.mean();
                width[i][j] = critical * paired.standardError();
                width[j][i] = width[i][j];
            }
        }
        boolean[] candidates = new boolean[count];
        double[] lower = new double[count];
        for (int i = 0; i < count; i++) {
            int own = i;
            lower[i] = greatest(count, j -> j != own, j -> difference[own][j] - width[own][j]);
            candidates[i] = lower[i] <= 0;
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int own = i;
            double upper = greatest(count, j -> j != own && candidates[j], j -> difference[own][j] + width[own][j]);
            rows.add(new Row(
                    competitors.get(i).name(),
                    greatest(count, j -> j != own, j -> difference[own][j]),
                    new Interval(lower[i] < 0 ? lower[i] : 0, upper > 0 ? upper : 0),
                    candidates[i]));
        }
        return rows;
    }

    private static double greatest(int count, IntPredicate among, IntToDoubleFunction value) {
        return IntStream.range(0, count).filter(among).mapToDouble(value).max().orElse(Double.NEGATIVE_INFINITY);
    }
}
