package io.ecsim.experiments.statistics;

/**
 * What mirrored replications gained (antithetic variates: Hammersley and Morton, Proceedings of the Cambridge Philosophical
 * Society 52, 1956): the variance that the mean of two independent replications would have, over that of the mean of a pair.
 * Over 1 where the two of a pair make up for each other; under 1 where they go together.
 *
 * @param varianceRatio pooled over all that is compared; 1 where nothing varies
 * @param pairs from which it was taken
 * @param used whether the replications of the result are mirrored: where the ratio was under {@link #LEAST_RATIO} they are not
 */
public record Antithetic(double varianceRatio, int pairs, boolean used) {

    /** Below this ratio a way to reduce variance is switched off: what it gains is not worth what it complicates. */
    public static final double LEAST_RATIO = 1.2;

    /**
     * Returns the variance ratio.
     *
     * @param series what is compared: differences between two, or the values of one; each with the two of a pair at indices 2k
     *     and 2k + 1
     */
    public static double varianceRatio(double[]... series) {
        double independent = 0;
        double mirrored = 0;
        for (double[] values : series) {
            Moments even = new Moments();
            Moments odd = new Moments();
            Moments means = new Moments();
            for (int i = 0; i + 1 < values.length; i += 2) {
                double mean = (values[i] + values[i + 1]) / 2;
                if (Double.isNaN(mean)) {
                    continue;
                }
                even.add(values[i]);
                odd.add(values[i + 1]);
                means.add(mean);
            }
            if (means.count() > 1) {
                independent += (even.variance() + odd.variance()) / 4;
                mirrored += means.variance();
            }
        }
        return independent == 0 ? 1 : independent / mirrored;
    }
}
