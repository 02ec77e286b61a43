package io.ecsim.experiments.explain;

import java.util.OptionalInt;

/**
 * Where one task of a run came to be.
 *
 * @param task its ordinal in the run
 * @param group its task group, such as {@code family:web}
 * @param requestedMicros when it was requested, in microseconds of simulated time
 * @param asks how often the strategy was asked for an instance
 * @param placedMicros when it was first placed; -1 where it never was
 * @param instance where it was placed last; empty where it never was
 * @param placements how often it was placed: more than once where it was lost or crashed
 */
public record TaskPlacement(
        long task,
        String group,
        long requestedMicros,
        int asks,
        long placedMicros,
        OptionalInt instance,
        int placements) {

    /** Returns whether it was ever placed. */
    public boolean isPlaced() {
        return placements > 0;
    }

    /** Returns how long it waited for its first instance, until {@code endMicros} where it never got one. */
    public long waitMicros(long endMicros) {
        return Math.max(0, (isPlaced() ? placedMicros : endMicros) - requestedMicros);
    }
}
