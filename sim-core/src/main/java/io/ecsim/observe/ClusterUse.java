package io.ecsim.observe;

import java.util.OptionalDouble;

/**
 * What one of several clusters did in a run. Tasks are counted like those of all clusters: requested after the warm-up,
 * those of services not.
 *
 * @param cluster its name
 * @param instances container instances of the world that belong to it
 * @param requested tasks that arrived
 * @param placed of these, tasks placed at least once
 * @param waitMicros sum of the waits of those placed, in microseconds
 * @param inUse instances that hold a task of any kind, on average over the measured time
 */
public record ClusterUse(String cluster, int instances, long requested, long placed, long waitMicros, double inUse) {

    /** Returns the mean wait of those placed, in seconds; empty when none was. */
    public OptionalDouble meanWaitSeconds() {
        return placed == 0 ? OptionalDouble.empty() : OptionalDouble.of(waitMicros / 1e6 / placed);
    }

    /** Returns how many of those requested were never placed. */
    public long unplaced() {
        return requested - placed;
    }
}
