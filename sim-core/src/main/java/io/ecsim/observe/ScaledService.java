package io.ecsim.observe;

import java.util.List;

/**
 * What Application Auto Scaling did to a service.
 *
 * @param cluster name of the cluster
 * @param service name of the service
 * @param scaleOuts how often its desired count rose
 * @param scaleIns how often it fell
 * @param leastDesired the least desired count at the end of any minute
 * @param mostDesired the greatest
 * @param desiredMean mean over the minutes of the desired count
 * @param runningMean mean over the minutes of the tasks that are RUNNING
 * @param activities the first ones, at most {@value #MOST_ACTIVITIES}
 * @param metric name of the metric that its first policy watches; empty without a policy
 * @param target at which value of it that policy aims or its alarm goes off; 0 without a policy
 * @param course how it went on, in equal steps; of the first services only
 */
public record ScaledService(
        String cluster,
        String service,
        long scaleOuts,
        long scaleIns,
        int leastDesired,
        int mostDesired,
        double desiredMean,
        double runningMean,
        List<ScalingActivity> activities,
        String metric,
        double target,
        List<Point> course) {

    /** How many activities of a service are kept. */
    public static final int MOST_ACTIVITIES = 100;

    /**
     * A service at a moment.
     *
     * @param atMicros when, in microseconds
     * @param desired its desired count
     * @param running its tasks that are RUNNING
     * @param metric what its first policy watches, in the minute that ended; NaN without data
     */
    public record Point(long atMicros, int desired, int running, double metric) {}

    public ScaledService {
        activities = List.copyOf(activities);
        course = List.copyOf(course);
    }
}
