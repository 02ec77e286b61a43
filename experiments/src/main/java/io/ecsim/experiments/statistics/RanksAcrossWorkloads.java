package io.ecsim.experiments.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * Competitors compared across workloads by their ranks, as Demšar (Journal of Machine Learning Research 7, 2006) advises:
 * Friedman's test (1937) of "all are alike" in the form of Iman and Davenport (1980), which is less conservative, and
 * Nemenyi's critical difference (1963): two whose mean ranks differ by more are different, with all pairs together at the
 * confidence. Only for {@link #FEWEST_WORKLOADS} and more: ranks over fewer say next to nothing.
 *
 * @param names of the competitors
 * @param meanRanks over the workloads, 1 is best; ties share the mean of their ranks
 * @param workloads how many there are
 * @param chiSquare Friedman's statistic, corrected for ties; NaN when all tie on every workload
 * @param pValue of "all are alike", after Iman and Davenport; 1 when all tie on every workload
 * @param criticalDifference Nemenyi's, in mean ranks
 * @param confidence of the critical difference
 */
public record RanksAcrossWorkloads(
        List<String> names,
        List<Double> meanRanks,
        int workloads,
        double chiSquare,
        double pValue,
        double criticalDifference,
        double confidence) {

    /** Fewer workloads are refused. */
    public static final int FEWEST_WORKLOADS = 5;

    public RanksAcrossWorkloads {
        names = List.copyOf(names);
        meanRanks = List.copyOf(meanRanks);
    }

    /**
     * Ranks competitors.
     *
     * @param names at least two, all different
     * @param values one row a workload, with one value a competitor, none NaN
     * @param higherIsBetter the direction of the values
     * @param confidence above 0 and below 1
     * @throws IllegalArgumentException if there are fewer workloads or competitors, or a value is missing
     */
    public static RanksAcrossWorkloads of(
            List<String> names, double[][] values, boolean higherIsBetter, double confidence) {
        requireSound(names, values);
        int count = names.size();
        int workloads = values.length;
        NaturalRanking ranking = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE);
        double[] sums = new double[count];
        double squares = 0;
        for (double[] row : values) {
            double[] ranks = ranking.rank(Arrays.stream(row)
                    .map(value -> higherIsBetter ? -value : value)
                    .toArray());
            for (int i = 0; i < count; i++) {
                sums[i] += ranks[i];
                squares += ranks[i] * ranks[i];
            }
        }
        double mean = (count + 1) / 2.0;
        double between = 0;
        for (double sum : sums) {
            between += (sum - workloads * mean) * (sum - workloads * mean);
        }
        // With ties the ranks spread less than the squares of 1 to count: this form is right with and without.
        double spread = squares - workloads * count * mean * mean;
        double chiSquare = spread > 0 ? (count - 1) * between / spread : Double.NaN;
        double critical = StudentizedRange.criticalValue(count, confidence)
                / Math.sqrt(2)
                * Math.sqrt(count * (count + 1.0) / (6.0 * workloads));
        return new RanksAcrossWorkloads(
                names,
                Arrays.stream(sums).mapToObj(sum -> sum / workloads).toList(),
                workloads,
                chiSquare,
                imanDavenport(chiSquare, count, workloads),
                critical,
                confidence);
    }

    private static double imanDavenport(double chiSquare, int count, int workloads) {
        if (Double.isNaN(chiSquare)) {
            return 1;
        }
        double left = workloads * (count - 1.0) - chiSquare;
        if (left <= 0) {
            // All workloads say the same: the statistic is infinite, so the plain test's p-value is given.
            return 1 - new ChiSquaredDistribution(null, count - 1.0).cumulativeProbability(chiSquare);
        }
        double statistic = (workloads - 1) * chiSquare / left;
        return 1
                - new FDistribution(null, count - 1.0, (count - 1.0) * (workloads - 1))
                        .cumulativeProbability(statistic);
    }

    /** Tells whether two competitors differ: their mean ranks lie farther apart than the critical difference. */
    public boolean differ(int one, int other) {
        return Math.abs(meanRanks.get(one) - meanRanks.get(other)) > criticalDifference;
    }

    private static void requireSound(List<String> names, double[][] values) {
        if (names.size() < 2) {
            throw new IllegalArgumentException("ranks need at least 2 competitors, there were " + names.size());
        }
        if (values.length < FEWEST_WORKLOADS) {
            throw new IllegalArgumentException("ranks across workloads need at least " + FEWEST_WORKLOADS
                    + " workloads, there were " + values.length);
        }
        for (double[] row : values) {
            if (row.length != names.size() || Arrays.stream(row).anyMatch(Double::isNaN)) {
                throw new IllegalArgumentException("each workload needs a value for each of " + names.size()
                        + " competitors, found " + Arrays.toString(row));
            }
        }
    }
}
