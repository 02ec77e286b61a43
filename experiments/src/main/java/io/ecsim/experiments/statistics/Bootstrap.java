package io.ecsim.experiments.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Intervals of a quantile of independent values, such as the 99 % quantile over replications, by the bootstrap: values drawn
 * again with replacement stand for new ones. Of an order statistic the distribution over all such draws is known (Efron, Annals
 * of Statistics 7, 1979; Maritz and Jarrett, Journal of the American Statistical Association 73, 1978): the k-th smallest of n
 * drawn is at most the j-th value with the probability that a Beta(k, n - k + 1) variable is at most j / n. So nothing is drawn
 * and no seed is needed. The interval is corrected for bias (BC: Efron, Canadian Journal of Statistics 9, 1981); the
 * acceleration of BCa is left out, as it comes from leaving out one value at a time, which is not consistent for quantiles.
 */
public final class Bootstrap {

    private static final int FEWEST_BEYOND = 5;
    private static final int FEWEST_VALUES = 20;
    private static final double ACCURACY = 1e-12;

    private Bootstrap() {}

    /** Returns how many values an interval of a quantile needs: five are expected beyond it, and at least 20 in all. */
    public static int fewestFor(double probability) {
        Quantiles.requireProbability(probability);
        double beyond = Math.min(probability, 1 - probability);
        return (int) Math.max(FEWEST_VALUES, Math.ceil(FEWEST_BEYOND / beyond - 1e-9));
    }

    /**
     * Returns the interval of a quantile.
     *
     * @param values independent, finite, at least as many as {@link #fewestFor}
     * @param probability of the quantile, above 0 and below 1
     * @param confidence above 0 and below 1
     */
    public static Interval quantile(double[] values, double probability, double confidence) {
        StudentT.requireConfidence(confidence);
        if (values.length < fewestFor(probability)) {
            throw new IllegalArgumentException("an interval of this quantile needs at least " + fewestFor(probability)
                    + " values, there were " + values.length);
        }
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        double count = ascending.length;
        double rank = Math.ceil(probability * count - ACCURACY);
        BetaDistribution drawn = new BetaDistribution(null, rank, count - rank + 1, ACCURACY);
        // As many draws lie below the estimate as above it, but for half of those that equal it.
        double below =
                (drawn.cumulativeProbability((rank - 1) / count) + drawn.cumulativeProbability(rank / count)) / 2;
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double bias = normal.inverseCumulativeProbability(below);
        double reach = normal.inverseCumulativeProbability((1 + confidence) / 2);
        return new Interval(
                at(ascending, drawn.inverseCumulativeProbability(normal.cumulativeProbability(2 * bias - reach))),
                at(ascending, drawn.inverseCumulativeProbability(normal.cumulativeProbability(2 * bias + reach))));
    }

    /** Returns the value below which that share of the values lies, interpolated. */
    private static double at(double[] ascending, double share) {
        double place = Math.max(0, Math.min(ascending.length - 1.0, share * ascending.length - 0.5));
        int below = (int) Math.floor(place);
        double high = ascending[Math.min(below + 1, ascending.length - 1)];
        return ascending[below] + (place - below) * (high - ascending[below]);
    }
}
