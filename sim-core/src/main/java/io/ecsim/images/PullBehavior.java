package io.ecsim.images;

/** {@code ECS_IMAGE_PULL_BEHAVIOR} of the agent (R3.50). */
public enum PullBehavior {
    /** Asks the registry each time, takes the cached image when that fails. */
    DEFAULT,
    /** Asks the registry each time; the task fails when that fails. */
    ALWAYS,
    /** Asks the registry only for an image that no earlier task has pulled here, or that was cleaned up since. */
    ONCE,
    /** Asks the registry only for an image that is not here, and never cleans up. */
    PREFER_CACHED
}
