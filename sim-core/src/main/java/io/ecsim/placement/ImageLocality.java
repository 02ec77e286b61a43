package io.ecsim.placement;

/** What placement may know of container images: how much of a task's images an instance lacks. */
@FunctionalInterface
public interface ImageLocality {

    /** Every image is on every instance. */
    ImageLocality EVERYWHERE = (kindNumber, instance) -> 0;

    /**
     * Returns the bytes that an instance would have to pull for a task, at least 0: what it neither has nor is pulling.
     *
     * @param kindNumber what the task is one of: {@link Request#kindNumber}
     */
    long missingBytes(int kindNumber, int instance);
}
