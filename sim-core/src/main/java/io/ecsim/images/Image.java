package io.ecsim.images;

import java.util.List;

/**
 * A container image.
 *
 * @param reference how containers name it, such as {@code nginx:1.27}, not empty
 * @param registry name of the registry that has it
 * @param layers from the base up, at least one, no digest twice
 */
public record Image(String reference, String registry, List<Layer> layers) {

    public Image {
        if (reference.isEmpty()) {
            throw new IllegalArgumentException("an image needs a name");
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("image " + reference + " needs a layer");
        }
        layers = List.copyOf(layers);
        long digests = layers.stream().map(Layer::digest).distinct().count();
        if (digests < layers.size()) {
            throw new IllegalArgumentException("image " + reference + " names a layer twice");
        }
    }

    /** Returns the size of all layers together in bytes. */
    public long bytes() {
        long bytes = 0;
        for (Layer layer : layers) {
            bytes += layer.bytes();
        }
        return bytes;
    }
}
