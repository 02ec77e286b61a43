package io.ecsim.experiments.statistics;

/**
 * How much of a series is still under the influence of its start: the marginal standard error rule on means of five (White,
 * Simulation 69, 1997; White, Cobb and Spratt, Winter Simulation Conference 2000). The cut is where the mean of what is left is
 * known best: of all cuts of at most half the series, the one with the least sum of squares over the square of what is left. A
 * few means at the end can lie close together by chance, so that the second half is not searched.
 *
 * @param samples how many values are cut from the start, a multiple of 5
 * @param settled false if half the series is cut: then it seems too short to have a steady state
 */
public record Mser5(int samples, boolean settled) {

    /** Values in a mean. */
    public static final int BATCH = 5;

    private static final int FEWEST = 50;

    /**
     * Returns the cut of a series.
     *
     * @param series at least 50 finite values at equal distances of time
     */
    public static Mser5 of(double[] series) {
        if (series.length < FEWEST) {
            throw new IllegalArgumentException(
                    "MSER-5 needs at least " + FEWEST + " values, there were " + series.length);
        }
        double[] means = new double[series.length / BATCH];
        for (int i = 0; i < means.length * BATCH; i++) {
            means[i / BATCH] += series[i] / BATCH;
        }
        int most = means.length / 2;
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        Moments left = new Moments();
        for (int cut = means.length - 1; cut >= 0; cut--) {
            left.add(means[cut]);
            double count = left.count();
            double rule = left.variance() * (count - 1) / (count * count);
            // At the same value the earlier cut, which keeps more.
            if (cut <= most && rule <= least) {
                least = rule;
                best = cut;
            }
        }
        return new Mser5(best * BATCH, best < most);
    }
}
