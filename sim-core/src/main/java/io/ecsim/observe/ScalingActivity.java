package io.ecsim.observe;

/**
 * A change of a desired count by Application Auto Scaling.
 *
 * @param atMicros when, in microseconds
 * @param from the desired count before
 * @param to the desired count after
 * @param cause in the words of DescribeScalingActivities
 */
public record ScalingActivity(long atMicros, int from, int to, String cause) {

    /** Returns whether capacity was added. */
    public boolean isScaleOut() {
        return to > from;
    }
}
