package io.ecsim.experiments.statistics;

/**
 * Count, mean, variance and range of a stream of values, by Welford's recurrence (Technometrics 1962), which does not
 * cancel when the mean is large against the spread. Two accumulators merge as Chan, Golub and LeVeque (1983) do.
 */
public final class Moments {

    private long count;
    private double mean;
    private double squares;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    /** Returns the moments of the values. */
    public static Moments of(double... values) {
        Moments moments = new Moments();
        for (double value : values) {
            moments.add(value);
        }
        return moments;
    }

    /**
     * Takes one more value.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public void add(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a value must be finite, was " + value);
        }
        count++;
        double step = value - mean;
        mean += step / count;
        squares += step * (value - mean);
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
    }

    /** Takes all values of another accumulator, which stays as it is. */
    public void addAll(Moments other) {
        if (other.count == 0) {
            return;
        }
        long total = count + other.count;
        double step = other.mean - mean;
        squares += other.squares + step * step * ((double) count * other.count / total);
        mean += step * ((double) other.count / total);
        count = total;
        least = Math.min(least, other.least);
        greatest = Math.max(greatest, other.greatest);
    }

    /** Returns the number of values. */
    public long count() {
        return count;
    }

    /** Returns the mean; NaN without values. */
    public double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** Returns the unbiased variance; NaN with fewer than two values. */
    public double variance() {
        return count < 2 ? Double.NaN : squares / (count - 1);
    }

    /** Returns the square root of the unbiased variance; NaN with fewer than two values. */
    public double standardDeviation() {
        return Math.sqrt(variance());
    }

    /** Returns the standard deviation of the mean of independent values; NaN with fewer than two. */
    public double standardError() {
        return Math.sqrt(variance() / count);
    }

    /** Returns the least value; infinity without values. */
    public double least() {
        return least;
    }

    /** Returns the greatest value; negative infinity without values. */
    public double greatest() {
        return greatest;
    }

    /**
     * Returns the Student t interval of the mean of independent, roughly normal values; the whole line with fewer than
     * two.
     *
     * @param confidence above 0 and below 1, such as 0.95
     */
    public Interval meanInterval(double confidence) {
        StudentT.requireConfidence(confidence);
        if (count < 2) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        return Interval.around(mean, StudentT.criticalValue(count - 1, confidence) * standardError());
    }
}
