package io.ecsim.images;

/** Where images come from and how they are kept. */
public record ImageSettings() {

    /** Every image is on every instance from the beginning. */
    public static final ImageSettings CACHED = new ImageSettings();
}
