package io.ecsim.experiments.statistics;

import java.util.Arrays;

/**
 * The centre of a symmetric distribution from a few values, by Wilcoxon's signed ranks: the estimate of Hodges and
 * Lehmann (Annals of Mathematical Statistics, 1963), which is the median of the means of all pairs of values (each with
 * itself too), and the interval of centres that the signed-rank test does not reject. The level is exact and needs only
 * the symmetry, no normal distribution. A wild value hardly moves the centre; among few values it may push out the end
 * on its side, never pull one in.
 */
public final class SignedRanks {

    /** More values than this are refused: the exact distribution is kept in memory. */
    public static final int MAX_VALUES = 1_000;

    private final double[] means;
    private final double[] atMost;

    private SignedRanks(double[] means, double[] atMost) {
        this.means = means;
        this.atMost = atMost;
    }

    /**
     * Takes the values.
     *
     * @throws IllegalArgumentException if there are none, more than {@link #MAX_VALUES}, or one is not finite
     */
    public static SignedRanks of(double... values) {
        if (values.length < 1 || values.length > MAX_VALUES) {
            throw new IllegalArgumentException(
                    "signed ranks need 1 to " + MAX_VALUES + " values, there were " + values.length);
        }
        double[] means = new double[values.length * (values.length + 1) / 2];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("a value must be finite, was " + values[i]);
            }
            for (int j = 0; j <= i; j++) {
                means[next++] = (values[i] + values[j]) / 2;
            }
        }
        Arrays.sort(means);
        return new SignedRanks(means, distribution(values.length));
    }

    /** Returns the estimate of the centre. */
    public double centre() {
        return (means[(means.length - 1) / 2] + means[means.length / 2]) / 2;
    }

    /**
     * Returns the interval; the whole line when there are too few values for the confidence ({@link #fewestFor}).
     *
     * @param confidence above 0 and below 1, such as 0.95; the interval's own is at least that
     */
    public Interval interval(double confidence) {
        StudentT.requireConfidence(confidence);
        double tail = (1 - confidence) / 2;
        int outside = 0;
        while (outside < means.length && atMost[outside] <= tail) {
            outside++;
        }
        return outside == 0
                ? new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                : new Interval(means[outside - 1], means[means.length - outside]);
    }

    /** Returns how many values an interval of that confidence needs at least to be finite. */
    public static int fewestFor(double confidence) {
        StudentT.requireConfidence(confidence);
        int values = 1;
        while (StrictMath.scalb(1.0, -values) > (1 - confidence) / 2) {
            values++;
        }
        return values;
    }

    /** Returns the chance that the ranks of the positive values sum to at most w, for each w, when the centre is 0. */
    private static double[] distribution(int values) {
        double[] chance = new double[values * (values + 1) / 2 + 1];
        chance[0] = 1;
        int greatest = 0;
        for (int rank = 1; rank <= values; rank++) {
            greatest += rank;
            for (int sum = greatest; sum >= 0; sum--) {
                chance[sum] = (chance[sum] + (sum >= rank ? chance[sum - rank] : 0)) / 2;
            }
        }
        for (int sum = 1; sum < chance.length; sum++) {
            chance[sum] += chance[sum - 1];
        }
        return chance;
    }
}
