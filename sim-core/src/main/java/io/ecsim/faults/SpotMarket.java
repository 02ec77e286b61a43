package io.ecsim.faults;

import io.ecsim.random.Law;

/**
 * How the Spot capacity of a pool is taken away (models.md M9, after Marshall and Olkin as {@link Shock} is). The pool meets
 * reclaims that form a Poisson process of its own; each takes each member that is up with the same probability, and after
 * each the pool has no capacity for a drawn time. A member alone is interrupted within a month of 730 h with the stated
 * probability, whatever the share; the correlation of two members of a pool is the share. Public data gives the first and not
 * the second.
 *
 * @param interruptions probability that an instance is interrupted within a month, 0 to less than 1 (R5.44)
 * @param share probability that a reclaim of the pool takes a member, above 0 and at most 1
 * @param reclaimedSeconds law of the time after a reclaim in which the pool has no capacity, in seconds
 */
public record SpotMarket(double interruptions, double share, Law reclaimedSeconds) {

    /** Between the notice and the end of the machine: two minutes (R5.42, R5.45). */
    public static final long NOTICE_MICROS = 120_000_000;

    /** Interruptions a month where nobody states any: 5 % (R5.44). */
    public static final double USUAL_INTERRUPTIONS = 0.05;

    /** The share where nobody states one: a tenth, an assumption. */
    public static final double USUAL_SHARE = 0.1;

    private static final double MONTH_SECONDS = 730 * 3600.0;

    public SpotMarket {
        if (!(interruptions >= 0 && interruptions < 1)) {
            throw new IllegalArgumentException(
                    "the probability of an interruption within a month must be 0 to less than 1, was " + interruptions);
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "the share that a reclaim takes must be above 0 and at most 1, was " + share);
        }
    }

    /** Returns the hazard of one instance: interruptions a second. */
    public double hazardPerSecond() {
        return interruptions == 0 ? 0 : -StrictMath.log(1 - interruptions) / MONTH_SECONDS;
    }

    /** Returns the mean distance of the reclaims of one pool in seconds; infinite where there are none. */
    public double meanSecondsBetweenReclaims() {
        return share / hazardPerSecond();
    }
}
