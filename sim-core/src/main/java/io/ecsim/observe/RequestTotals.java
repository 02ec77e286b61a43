package io.ecsim.observe;

import java.util.List;

/**
 * What became of the requests on one service (models.md M6), from the end of the warm-up. A request is answered by one of
 * its tries or fails; those that wait for their next try at the end are neither.
 *
 * @param cluster name of its cluster
 * @param service its name
 * @param offered requests that clients made
 * @param tries how often they tried, retries included
 * @param answered requests that were answered in time
 * @param failed requests that clients gave up
 * @param timedOut tries that were not answered in time
 * @param rejected tries that found the queue of their target full
 * @param withoutTarget tries that found no target
 * @param faulty tries that failed because their zone is impaired
 * @param meanSeconds mean time of an answer; NaN when there was none, as for the next two
 * @param p50Seconds its median
 * @param p99Seconds its 99 % quantile
 * @param cpuUtilisation CPU that requests used over CPU that the tasks reserve (R2.28); NaN when they reserve none
 * @param requestsPerTargetMinute tries that reached a target, a minute and target; NaN when there was no target
 * @param bytesWithinZone bytes between the load balancer and targets in the zone that the client came to
 * @param bytesAcrossZones bytes between the load balancer and targets in another zone
 * @param stretches its course over time
 */
public record RequestTotals(
        String cluster,
        String service,
        double offered,
        double tries,
        double answered,
        double failed,
        double timedOut,
        double rejected,
        double withoutTarget,
        double faulty,
        double meanSeconds,
        double p50Seconds,
        double p99Seconds,
        double cpuUtilisation,
        double requestsPerTargetMinute,
        double bytesWithinZone,
        double bytesAcrossZones,
        List<Stretch> stretches) {

    /**
     * A stretch of time.
     *
     * @param fromMicros when it began
     * @param offeredPerSecond requests that clients made, a second
     * @param triesPerSecond tries, a second
     * @param answeredPerSecond requests answered, a second
     * @param p99Seconds 99 % quantile of the time of an answer; NaN when there was none
     * @param targets tasks that got requests, on average
     */
    public record Stretch(
            long fromMicros,
            double offeredPerSecond,
            double triesPerSecond,
            double answeredPerSecond,
            double p99Seconds,
            double targets) {}

    public RequestTotals {
        stretches = List.copyOf(stretches);
    }

    /** Returns the share of the requests made that were answered; NaN when none was made. */
    public double goodput() {
        return answered / offered;
    }

    /** Returns the share of the requests made that failed; NaN when none was made. */
    public double errors() {
        return failed / offered;
    }
}
