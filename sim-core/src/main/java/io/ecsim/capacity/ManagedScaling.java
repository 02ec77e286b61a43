package io.ecsim.capacity;

import io.ecsim.engine.SimClock;

/**
 * Managed scaling of a capacity provider as CreateCapacityProvider takes it (R5.17).
 *
 * @param targetCapacity share of the machines that are to be needed, in percent, 1 to 100
 * @param minimumScalingStepSize least number of machines to add at once, 1 to 10,000
 * @param maximumScalingStepSize greatest number of machines to add at once, 1 to 10,000 and at least the least
 * @param instanceWarmupMicros how long a new machine holds further ones back, in microseconds, 0 to 10,000 s
 */
public record ManagedScaling(
        int targetCapacity, int minimumScalingStepSize, int maximumScalingStepSize, long instanceWarmupMicros) {

    /** Greatest step. */
    public static final int MOST_STEP = 10_000;

    /** Longest instanceWarmupPeriod in seconds. */
    public static final int MOST_WARMUP_SECONDS = 10_000;

    private static final int PERCENT = 100;

    /** What applies where a provider states nothing. */
    public static final ManagedScaling DEFAULT =
            new ManagedScaling(PERCENT, 1, MOST_STEP, 300 * SimClock.MICROS_PER_SECOND);

    public ManagedScaling {
        if (targetCapacity < 1 || targetCapacity > PERCENT) {
            throw new IllegalArgumentException("targetCapacity must be 1 to 100, was " + targetCapacity);
        }
        if (minimumScalingStepSize < 1 || maximumScalingStepSize > MOST_STEP) {
            throw new IllegalArgumentException("a scaling step size must be 1 to " + MOST_STEP + ", was "
                    + (minimumScalingStepSize < 1 ? minimumScalingStepSize : maximumScalingStepSize));
        }
        if (maximumScalingStepSize < minimumScalingStepSize) {
            throw new IllegalArgumentException("maximumScalingStepSize must be at least minimumScalingStepSize, "
                    + minimumScalingStepSize + ", was " + maximumScalingStepSize);
        }
        if (instanceWarmupMicros < 0 || instanceWarmupMicros > MOST_WARMUP_SECONDS * SimClock.MICROS_PER_SECOND) {
            throw new IllegalArgumentException("instanceWarmupPeriod must be 0 to " + MOST_WARMUP_SECONDS
                    + " seconds, was " + instanceWarmupMicros + " microseconds");
        }
    }

    /** Returns how many machines more are taken to be needed for tasks that would fit on so many new ones (R5.14). */
    public int step(int machines) {
        return machines == 0 ? 0 : Math.min(Math.max(machines, minimumScalingStepSize), maximumScalingStepSize);
    }

    /**
     * Returns the desired capacity that target tracking wants, before the bounds of the group (R5.20).
     *
     * @param needed machines that are needed
     * @param running machines that run; from none the first step is to 2
     */
    public int desiredCapacity(int needed, int running) {
        if (running == 0 && needed > 0) {
            return 2;
        }
        return Math.toIntExact(((long) needed * PERCENT + targetCapacity - 1) / targetCapacity);
    }

    /**
     * Returns the desired capacity after one minute of scale-in: at least one machine goes, at most half of them (R5.22).
     *
     * @param needed machines that are needed
     * @param running machines that run
     */
    public int scaledIn(int needed, int running) {
        int surplus = Math.max(0, running - desiredCapacity(needed, running));
        return running - Math.min(surplus, Math.max(1, running / 2));
    }
}
