package io.ecsim.images;

/**
 * A layer of images.
 *
 * @param digest what tells it from others, not empty; images that name the same digest share the layer
 * @param bytes compressed size, as the registry sends it, 0 to {@link #MAX_BYTES}
 */
public record Layer(String digest, long bytes) {

    /** Largest layer, 1 TB. */
    public static final long MAX_BYTES = 1_000_000_000_000L;

    public Layer {
        if (digest.isEmpty()) {
            throw new IllegalArgumentException("a layer needs a digest");
        }
        if (bytes < 0 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "layer " + digest + " must have 0 to " + MAX_BYTES + " bytes, has " + bytes);
        }
    }
}
