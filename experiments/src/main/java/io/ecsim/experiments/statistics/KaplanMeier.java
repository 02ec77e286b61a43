package io.ecsim.experiments.statistics;

import java.util.Arrays;

/**
 * The product-limit estimate of how long something takes when some are still waiting at the end (Kaplan and Meier,
 * Journal of the American Statistical Association, 1958). A censored wait counts as at risk up to and including its own
 * time. Times have any one unit, at least 0.
 */
public final class KaplanMeier {

    /** Allowance for the rounding of {@code 1 - probability} and of the product. */
    private static final double ROUNDING = 1e-12;

    private final double[] stepTimes;
    private final double[] survivals;
    private final double longest;

    private KaplanMeier(double[] stepTimes, double[] survivals, double longest) {
        this.stepTimes = stepTimes;
        this.survivals = survivals;
        this.longest = longest;
    }

    /**
     * A quantile of a censored sample.
     *
     * @param value the quantile if reached; otherwise the longest time seen, which the quantile exceeds or equals
     * @param reached whether the estimate falls far enough before the censoring
     */
    public record Quantile(double value, boolean reached) {}

    /**
     * Returns the estimate.
     *
     * @param ended times of those that ended, any order
     * @param censored times after which the others were no longer observed, any order; together at least one time
     */
    public static KaplanMeier of(double[] ended, double[] censored) {
        double[] ends = sorted(ended);
        double[] cuts = sorted(censored);
        if (ends.length + cuts.length == 0) {
            throw new IllegalArgumentException("an estimate needs a time");
        }
        double[] times = new double[ends.length];
        double[] survivals = new double[ends.length];
        int steps = 0;
        int cut = 0;
        // Between two censorings the product telescopes: one division keeps it exact without censoring.
        double base = 1;
        long baseRisk = (long) ends.length + cuts.length;
        for (int end = 0; end < ends.length; ) {
            double time = ends[end];
            int cutsBefore = cut;
            while (cut < cuts.length && cuts[cut] < time) {
                cut++;
            }
            if (cut > cutsBefore) {
                base = steps == 0 ? 1 : survivals[steps - 1];
                baseRisk = (long) (ends.length - end) + (cuts.length - cut);
            }
            while (end < ends.length && ends[end] == time) {
                end++;
            }
            times[steps] = time;
            survivals[steps] = base * ((ends.length - end) + (cuts.length - cut)) / baseRisk;
            steps++;
        }
        double longest =
                Math.max(ends.length == 0 ? 0 : ends[ends.length - 1], cuts.length == 0 ? 0 : cuts[cuts.length - 1]);
        return new KaplanMeier(Arrays.copyOf(times, steps), Arrays.copyOf(survivals, steps), longest);
    }

    /** Returns the estimated share that takes longer than the time. */
    public double survival(double time) {
        int found = Arrays.binarySearch(stepTimes, time);
        int step = found >= 0 ? found : -found - 2;
        return step < 0 ? 1 : survivals[step];
    }

    /**
     * Returns the least time by which at least that share has ended, or that it is not reached.
     *
     * @param probability 0 to 1
     */
    public Quantile quantile(double probability) {
        Quantiles.requireProbability(probability);
        for (int step = 0; step < stepTimes.length; step++) {
            if (survivals[step] <= 1 - probability + ROUNDING) {
                return new Quantile(stepTimes[step], true);
            }
        }
        return new Quantile(longest, false);
    }

    private static double[] sorted(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        for (double time : sorted) {
            if (!(time >= 0) || Double.isInfinite(time)) {
                throw new IllegalArgumentException("a time must be finite and at least 0, was " + time);
            }
        }
        return sorted;
    }
}
