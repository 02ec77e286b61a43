package io.ecsim.experiments.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The mean of one long, correlated series by non-overlapping batch means: cut into batches so long that their means hardly
 * depend on each other, these means are treated as independent observations. Between 10 and 30 batches (Schmeiser, Operations
 * Research 30, 1982): the most of which von Neumann's ratio does not show positive correlation between neighbours at a level of
 * 10 % (Annals of Mathematical Statistics 12, 1941; Fishman, Management Science 24, 1978).
 *
 * @param mean of the values in the batches
 * @param interval Student's, at the confidence
 * @param batches how many
 * @param batchSize values in each
 * @param correlation between the means of neighbouring batches, -1 to 1
 */
public record BatchMeans(double mean, Interval interval, int batches, int batchSize, double correlation) {

    private static final int MOST_BATCHES = 30;
    private static final int FEWEST_BATCHES = 10;
    private static final double LEVEL = 0.10;

    /**
     * Returns the estimate; absent where even ten batches depend on each other: the series is too short for an interval.
     *
     * @param series finite values after the warm-up, at equal distances
     * @param confidence above 0 and below 1
     */
    public static Optional<BatchMeans> of(double[] series, double confidence) {
        StudentT.requireConfidence(confidence);
        for (int batches = Math.min(MOST_BATCHES, series.length); batches >= FEWEST_BATCHES; batches--) {
            BatchMeans means = of(series, batches, confidence);
            if (!showsCorrelation(means)) {
                return Optional.of(means);
            }
        }
        return Optional.empty();
    }

    /** Returns the estimate from that many batches, whatever their correlation; what is left over is cut from the start. */
    static BatchMeans of(double[] series, int batches, double confidence) {
        int size = series.length / batches;
        int first = series.length - batches * size;
        double[] means = new double[batches];
        for (int i = 0; i < batches; i++) {
            means[i] = Arrays.stream(series, first + i * size, first + (i + 1) * size)
                    .average()
                    .orElseThrow();
        }
        Moments moments = Moments.of(means);
        double steps = 0;
        for (int i = 1; i < batches; i++) {
            steps += (means[i] - means[i - 1]) * (means[i] - means[i - 1]);
        }
        double squares = moments.variance() * (batches - 1);
        double correlation = squares > 0 ? 1 - steps / (2 * squares) : 0;
        return new BatchMeans(moments.mean(), moments.meanInterval(confidence), batches, size, correlation);
    }

    private static boolean showsCorrelation(BatchMeans means) {
        double count = means.batches;
        double statistic = means.correlation * Math.sqrt((count * count - 1) / (count - 2));
        return statistic > new NormalDistribution(null, 0, 1).inverseCumulativeProbability(1 - LEVEL);
    }
}
