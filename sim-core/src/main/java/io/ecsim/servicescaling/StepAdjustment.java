package io.ecsim.servicescaling;

/**
 * What a step scaling policy does for one size of breach (R6.10).
 *
 * @param lowerBound difference of metric and threshold from which it holds; minus infinity where none is stated
 * @param upperBound difference up to which it holds; infinity where none is stated
 * @param scalingAdjustment by how much, or to which, capacity changes
 */
public record StepAdjustment(double lowerBound, double upperBound, int scalingAdjustment) {

    public StepAdjustment {
        if (!(lowerBound < upperBound)) {
            throw new IllegalArgumentException("MetricIntervalLowerBound must be below MetricIntervalUpperBound, was "
                    + lowerBound + " and " + upperBound);
        }
    }

    /**
     * Returns whether a breach is within the bounds. The bound on the side of the threshold belongs to the interval, the
     * one beyond it to the next.
     *
     * @param difference metric minus threshold
     * @param high whether large values breach
     */
    boolean holds(double difference, boolean high) {
        return high
                ? lowerBound <= difference && difference < upperBound
                : lowerBound < difference && difference <= upperBound;
    }
}
