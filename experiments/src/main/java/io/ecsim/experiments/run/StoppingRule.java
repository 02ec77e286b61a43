package io.ecsim.experiments.run;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Margin;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.Moments;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.observe.Metric;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When replications end by themselves: after {@link Replicate#FEWEST_BEFORE_STOPPING}, and then after every
 * {@link #STEP} more, it is asked whether the intervals of the objective are narrow enough: of every paired difference, or of
 * the mean where one contender runs alone (a sequential procedure of fixed width after Chow and Robbins, Annals of
 * Mathematical Statistics 36, 1965). The looks are at fixed counts, so that the number of threads changes nothing. It looks at
 * widths only, never at whether a difference is significant.
 */
public final class StoppingRule {

    /** Replications between two looks. */
    public static final int STEP = 10;

    private static final double CONFIDENCE = 0.95;

    private StoppingRule() {}

    /** Returns how many replications are done at the next look. */
    static int nextLook(int done, Replicate replicate) {
        if (replicate.precision().isEmpty()) {
            return replicate.count();
        }
        return Math.min(replicate.count(), done == 0 ? Replicate.FEWEST_BEFORE_STOPPING : done + STEP);
    }

    /** Returns whether there are to be no more replications, though not all that there may be are done. */
    static boolean ends(Experiment experiment, RunMatrix runs) {
        return experiment.replicate().precision().isPresent()
                && runs.replications() >= Replicate.FEWEST_BEFORE_STOPPING
                && isReached(experiment, runs);
    }

    /** Returns whether the wanted precision is reached; true where none is wanted. */
    public static boolean isReached(Experiment experiment, RunMatrix runs) {
        Optional<Margin> wanted = experiment.replicate().precision();
        if (wanted.isEmpty()) {
            return true;
        }
        Metric metric = experiment.objective().metric();
        double[][] values = IntStream.range(0, runs.contenders().size())
                .mapToObj(contender -> ReplicationUnits.of(
                        experiment,
                        runs,
                        ObjectiveValues.of(runs.pairedRuns(contender), metric).values()))
                .toArray(double[][]::new);
        return isReached(wanted.get(), values, experiment.objective().higherIsBetter());
    }

    /**
     * Returns whether all intervals are narrow enough. A share is one of the best mean, or of the difference where that is
     * greater: what is far behind need not be known to a share of the best. Two that never both have a value have no interval;
     * where that is so of all, nothing is known.
     *
     * @param values by contender, then replication; NaN where a run has no value
     */
    public static boolean isReached(Margin wanted, double[][] values, boolean higherIsBetter) {
        double best = best(values, higherIsBetter);
        if (values.length == 1) {
            return narrow(moments(values[0]).meanInterval(CONFIDENCE), wanted, best, best);
        }
        boolean compared = false;
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < i; j++) {
                PairedDifference difference = PairedDifference.of(values[i], values[j], CONFIDENCE);
                compared |= difference.pairs() > 0;
                if (difference.pairs() > 0 && !narrow(difference.interval(), wanted, best, difference.mean())) {
                    return false;
                }
            }
        }
        return compared;
    }

    private static boolean narrow(Interval interval, Margin wanted, double best, double difference) {
        return interval.halfWidth() <= Math.max(wanted.around(best), wanted.around(difference));
    }

    private static double best(double[][] values, boolean higherIsBetter) {
        double sign = higherIsBetter ? -1 : 1;
        return sign
                * Arrays.stream(values)
                        .mapToDouble(own -> sign * moments(own).mean())
                        .filter(mean -> !Double.isNaN(mean))
                        .min()
                        .orElse(0);
    }

    private static Moments moments(double[] values) {
        return Moments.of(
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray());
    }
}
