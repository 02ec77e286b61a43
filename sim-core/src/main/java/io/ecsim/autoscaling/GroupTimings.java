package io.ecsim.autoscaling;

import io.ecsim.random.Law;

/**
 * What AWS does not say of a group's machines. Draws belong to (pool, zone, launch ordinal).
 *
 * @param bootSeconds law of the time from launch to registration in seconds (R5.25)
 * @param shortageSeconds law of the time in which a pool has no capacity after another zone went down, in seconds
 *     (models.md M7)
 * @param healthCheckMicros from the end of a machine until its group knows and replaces it, in microseconds; at least 0
 */
public record GroupTimings(Law bootSeconds, Law shortageSeconds, long healthCheckMicros) {

    public GroupTimings {
        if (healthCheckMicros < 0) {
            throw new IllegalArgumentException("healthCheckMicros must be at least 0, was " + healthCheckMicros);
        }
    }
}
