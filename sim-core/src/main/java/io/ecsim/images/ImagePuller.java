package io.ecsim.images;

/** What the agent asks of images. An image is named by its reference, such as {@code nginx:1.27}. */
public interface ImagePuller {

    /**
     * Begins to pull an image onto an instance; the listener hears of exactly one end, not before this method has
     * returned, unless the pull is cancelled or the instance goes.
     *
     * @param ticket handed back to the listener; no two pending pulls of a listener share one
     */
    void pull(int instance, String image, long ticket, PullListener listener);

    /** Forgets a pull that is no longer wanted; layers that came this far stay. No effect when it is over. */
    void cancel(int instance, long ticket, PullListener listener);

    /**
     * A container made from a pulled image has stopped for good; to be told once for each {@link PullListener#pulled},
     * as soon as it is known, unless the machine goes.
     *
     * @param keptMicros the agent keeps the stopped container so long, and the container its image (R3.52); at least 0.
     *     Nothing happens at the end of that time but that the image counts as unused
     */
    void released(int instance, String image, long keptMicros);

    /** Another machine takes the place of the instance: nothing is cached there, no pull is pending. */
    void machineReplaced(int instance);

    /** Who waits for a pull. */
    interface PullListener {

        /** The image is there; a container may be created from it, and holds it until {@link ImagePuller#released}. */
        void pulled(long ticket);

        /**
         * It could not be pulled.
         *
         * @param reason what follows {@code CannotPullContainerError: }
         */
        void failed(long ticket, String reason);
    }
}
