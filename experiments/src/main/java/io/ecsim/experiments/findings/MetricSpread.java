package io.ecsim.experiments.findings;

import io.ecsim.experiments.statistics.Moments;
import io.ecsim.experiments.statistics.Quantiles;
import java.util.Arrays;
import java.util.Optional;

/**
 * A metric of one strategy over the replications that have a value.
 *
 * @param count how many replications have one, at least 1
 * @param mean in the metric's unit, as all that follows
 * @param standardDeviation unbiased; NaN with one replication
 * @param least the least value
 * @param lowerQuartile 25 % quantile over replications, interpolated
 * @param median 50 % quantile
 * @param upperQuartile 75 % quantile
 * @param greatest the greatest value
 */
public record MetricSpread(
        long count,
        double mean,
        double standardDeviation,
        double least,
        double lowerQuartile,
        double median,
        double upperQuartile,
        double greatest) {

    /** Returns the spread of the values that are not NaN, or nothing when all are. */
    static Optional<MetricSpread> of(double[] values) {
        double[] ascending =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (ascending.length == 0) {
            return Optional.empty();
        }
        Moments moments = Moments.of(ascending);
        return Optional.of(new MetricSpread(
                moments.count(),
                moments.mean(),
                moments.standardDeviation(),
                moments.least(),
                Quantiles.interpolated(ascending, 0.25),
                Quantiles.interpolated(ascending, 0.5),
                Quantiles.interpolated(ascending, 0.75),
                moments.greatest()));
    }
}
