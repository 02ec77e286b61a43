package io.ecsim.experiments.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The mean difference between two strategies that lived through the same random worlds, from one difference per
 * replication, with its Student t interval and the two-sided p-value of "no difference" (models.md M12).
 *
 * @param pairs replications in which both strategies have a result
 * @param mean mean of second minus first, in the metric's unit; NaN without pairs
 * @param standardDeviation of the differences; NaN with fewer than two pairs
 * @param interval for the mean at the confidence, for this pair alone; the whole line with fewer than two pairs
 * @param pValue two-sided, for this pair alone; NaN with fewer than two pairs
 * @param confidence of the interval, above 0 and below 1
 * @param varianceRatio what control variates gained: the variance of the plain mean over that of this one; 1 where none are used
 */
public record PairedDifference(
        int pairs,
        double mean,
        double standardDeviation,
        Interval interval,
        double pValue,
        double confidence,
        double varianceRatio) {

    /** With fewer pairs control variates are not used. */
    public static final int FEWEST_FOR_CONTROLS = ControlVariates.FEWEST_VALUES;

    /** A difference without control variates. */
    public PairedDifference(
            int pairs, double mean, double standardDeviation, Interval interval, double pValue, double confidence) {
        this(pairs, mean, standardDeviation, interval, pValue, confidence, 1);
    }

    /**
     * Compares two series. Values at the same index come from the same replication; NaN marks a run that did not finish,
     * whose pair does not count (models.md M1).
     *
     * @param first one value per replication
     * @param second the same number of values
     * @param confidence above 0 and below 1
     * @throws IllegalArgumentException if the lengths differ or a value is infinite
     */
    public static PairedDifference of(double[] first, double[] second, double confidence) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("paired series must have the same number of replications, were "
                    + first.length + " and " + second.length);
        }
        Moments differences = new Moments();
        for (int i = 0; i < first.length; i++) {
            if (!Double.isNaN(first[i]) && !Double.isNaN(second[i])) {
                differences.add(second[i] - first[i]);
            }
        }
        return new PairedDifference(
                Math.toIntExact(differences.count()),
                differences.mean(),
                differences.standardDeviation(),
                differences.meanInterval(confidence),
                pValue(differences),
                confidence);
    }

    /**
     * Compares two series with the help of control variates, where they gain enough; otherwise as {@link #of(double[],
     * double[], double)}.
     *
     * @param controls one row a replication, each value less its known expectation; no rows: no control
     */
    public static PairedDifference of(double[] first, double[] second, double confidence, double[][] controls) {
        PairedDifference plain = of(first, second, confidence);
        if (controls.length == 0) {
            return plain;
        }
        int[] both = IntStream.range(0, first.length)
                .filter(i -> !Double.isNaN(first[i]) && !Double.isNaN(second[i]))
                .toArray();
        double[] differences =
                Arrays.stream(both).mapToDouble(i -> second[i] - first[i]).toArray();
        double[][] known = Arrays.stream(both).mapToObj(i -> controls[i]).toArray(double[][]::new);
        return ControlVariates.of(differences, known)
                .map(controlled -> new PairedDifference(
                        plain.pairs,
                        controlled.mean(),
                        plain.standardDeviation,
                        controlled.interval(confidence),
                        controlled.pValue(),
                        confidence,
                        controlled.varianceRatio()))
                .orElse(plain);
    }

    /** Returns the same comparison seen from the other side: first minus second. */
    public PairedDifference reversed() {
        return new PairedDifference(
                pairs,
                -mean,
                standardDeviation,
                new Interval(-interval.upper(), -interval.lower()),
                pValue,
                confidence,
                varianceRatio);
    }

    /** Tells whether there are enough pairs for an interval: two. */
    public boolean testable() {
        return pairs >= 2;
    }

    private static double pValue(Moments differences) {
        if (differences.count() < 2) {
            return Double.NaN;
        }
        if (differences.mean() == 0) {
            return 1;
        }
        // Without spread the statistic is infinite and the probability 0: every replication says the same.
        return StudentT.twoSidedPValue(differences.mean() / differences.standardError(), differences.count() - 1);
    }
}
