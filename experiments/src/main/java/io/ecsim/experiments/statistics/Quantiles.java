package io.ecsim.experiments.statistics;

/** Quantiles of samples and of weighted values. */
public final class Quantiles {

    private Quantiles() {}

    /**
     * Returns a quantile by linear interpolation between order statistics: type 7 of Hyndman and Fan (The American
     * Statistician, 1996), the default of R and NumPy.
     *
     * @param ascending at least one value, sorted
     * @param probability 0 to 1
     */
    public static double interpolated(double[] ascending, double probability) {
        requireProbability(probability);
        requireAscending(ascending);
        double place = probability * (ascending.length - 1);
        int below = (int) Math.floor(place);
        double low = ascending[below];
        double high = ascending[Math.min(below + 1, ascending.length - 1)];
        return low + (place - below) * (high - low);
    }

    /**
     * Returns the least value at or below which at least that share of the weight lies; of a histogram, with bin values
     * and counts.
     *
     * @param ascending at least one value, sorted
     * @param weights one per value, at least 0, not all 0
     * @param probability 0 to 1
     */
    public static double weighted(double[] ascending, double[] weights, double probability) {
        requireProbability(probability);
        requireAscending(ascending);
        if (weights.length != ascending.length) {
            throw new IllegalArgumentException(
                    "each value needs a weight: " + ascending.length + " values, " + weights.length + " weights");
        }
        double total = 0;
        for (double weight : weights) {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException("a weight must be at least 0, was " + weight);
            }
            total += weight;
        }
        if (!(total > 0) || Double.isInfinite(total)) {
            throw new IllegalArgumentException("the weights must add up to a finite amount above 0, was " + total);
        }
        double sum = 0;
        int last = 0;
        for (int i = 0; i < ascending.length; i++) {
            sum += weights[i];
            if (weights[i] > 0) {
                last = i;
                if (sum >= probability * total) {
                    return ascending[i];
                }
            }
        }
        return ascending[last];
    }

    private static void requireAscending(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a quantile needs a value");
        }
        for (int i = 1; i < values.length; i++) {
            if (!(values[i - 1] <= values[i])) {
                throw new IllegalArgumentException(
                        "values must ascend, but " + values[i - 1] + " stands before " + values[i] + " at index " + i);
            }
        }
    }

    static void requireProbability(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability must be 0 to 1, was " + probability);
        }
    }
}
