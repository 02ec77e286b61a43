package io.ecsim.images;

/**
 * The agent's automated image clean-up (R3.52).
 *
 * @param enabled whether it runs; with {@link PullBehavior#PREFER_CACHED} it never does
 * @param intervalMicros from one cycle to the next, at least 10 min ({@code ECS_IMAGE_CLEANUP_INTERVAL})
 * @param minimumAgeMicros images pulled less long ago stay, at least 0 ({@code ECS_IMAGE_MINIMUM_CLEANUP_AGE})
 * @param imagesPerCycle most images a cycle removes, at least 1 ({@code ECS_NUM_IMAGES_DELETE_PER_CYCLE})
 */
public record ImageCleanup(boolean enabled, long intervalMicros, long minimumAgeMicros, int imagesPerCycle) {

    private static final long MINUTE_MICROS = 60_000_000;

    /** Least time between two cycles, 10 min. */
    public static final long MIN_INTERVAL_MICROS = 10 * MINUTE_MICROS;

    /** Every 30 min at most 5 images, pulled at least 1 h ago. */
    public static final ImageCleanup DEFAULT = new ImageCleanup(true, 30 * MINUTE_MICROS, 60 * MINUTE_MICROS, 5);

    public ImageCleanup {
        if (intervalMicros < MIN_INTERVAL_MICROS) {
            throw new IllegalArgumentException("the clean-up interval must be at least " + MIN_INTERVAL_MICROS
                    + " us (10 min), was " + intervalMicros);
        }
        if (imagesPerCycle < 1) {
            throw new IllegalArgumentException("a clean-up cycle removes at least 1 image, was " + imagesPerCycle);
        }
        if (minimumAgeMicros < 0) {
            throw new IllegalArgumentException(
                    "the least age of an image that is removed must be at least 0, was " + minimumAgeMicros);
        }
    }
}
