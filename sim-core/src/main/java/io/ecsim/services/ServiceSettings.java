package io.ecsim.services;

import io.ecsim.engine.SimClock;

/**
 * What AWS does not publish about its service scheduler, or has changed over the years (G3, G4, G5).
 *
 * @param leastReactionMicros shortest time from a change to the scheduler's answer to it, at least 0
 * @param mostReactionMicros longest such time; each answer draws between the two (section 3.5 of the rules)
 * @param stoppingCounts whether tasks that are being stopped count against maximumPercent (R4.11)
 * @param placementRetryMicros a service that found no room asks again so much later at the earliest, and only if
 *     something in its cluster has changed meanwhile: without a change the answer would be the same
 * @param launchesPerMinute most tasks that one service starts in a minute (R4.70)
 * @param firstThrottleMicros pause after the first wave of tasks that failed to start (R4.32)
 * @param longestThrottleMicros longest such pause (R4.30)
 * @param randomScaleIn whether chance decides among tasks that are alike to scale-in, not the latest start (R1.66)
 */
public record ServiceSettings(
        long leastReactionMicros,
        long mostReactionMicros,
        boolean stoppingCounts,
        long placementRetryMicros,
        int launchesPerMinute,
        long firstThrottleMicros,
        long longestThrottleMicros,
        boolean randomScaleIn) {

    private static final long SECOND = SimClock.MICROS_PER_SECOND;

    /** The figures of the rules: an answer within 1 to 5 s, 500 tasks a minute, pauses of 10 s to 27 minutes. */
    public static final ServiceSettings DEFAULT =
            new ServiceSettings(SECOND, 5 * SECOND, true, 30 * SECOND, 500, 10 * SECOND, 1620 * SECOND, false);

    /** As the default, but every change is answered in the same instant. */
    public static final ServiceSettings IMMEDIATE =
            new ServiceSettings(0, 0, true, 30 * SECOND, 500, 10 * SECOND, 1620 * SECOND, false);

    public ServiceSettings {
        if (leastReactionMicros < 0 || mostReactionMicros < leastReactionMicros) {
            throw new IllegalArgumentException("a reaction takes 0 or more, and at most no less than at least, was "
                    + leastReactionMicros + " to " + mostReactionMicros);
        }
        if (placementRetryMicros < 1) {
            throw new IllegalArgumentException("placementRetryMicros must be at least 1, was " + placementRetryMicros);
        }
        if (launchesPerMinute < 1) {
            throw new IllegalArgumentException("launchesPerMinute must be at least 1, was " + launchesPerMinute);
        }
        if (firstThrottleMicros < 1 || longestThrottleMicros < firstThrottleMicros) {
            throw new IllegalArgumentException("pauses must be at least 1 and ascend, were " + firstThrottleMicros
                    + " and " + longestThrottleMicros);
        }
    }
}
