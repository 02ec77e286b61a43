package io.ecsim.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Numbers of images, layers and registries, so that a run compares integers. */
final class ImageIndex {

    static final int NONE = -1;

    private final Map<String, Integer> imageNumbers = new TreeMap<>();
    private final int[][] layersOfImage;
    private final int[] registryOfImage;
    private final long[] layerBytes;
    private final int[] preloaded;

    /**
     * Numbers everything in order of mention.
     *
     * @throws IllegalArgumentException if a name is given twice or not at all, or a digest has two sizes
     */
    ImageIndex(List<Registry> registries, List<Image> images, Set<String> preloadedReferences) {
        Map<String, Integer> registryNumbers = new TreeMap<>();
        for (Registry registry : registries) {
            if (registryNumbers.put(registry.name(), registryNumbers.size()) != null) {
                throw new IllegalArgumentException("two registries have the name " + registry.name());
            }
        }
        Map<String, Integer> layerNumbers = new TreeMap<>();
        List<Layer> layers = new ArrayList<>();
        layersOfImage = new int[images.size()][];
        registryOfImage = new int[images.size()];
        for (int i = 0; i < images.size(); i++) {
            Image image = images.get(i);
            if (imageNumbers.put(image.reference(), i) != null) {
                throw new IllegalArgumentException("two images have the name " + image.reference());
            }
            Integer registry = registryNumbers.get(image.registry());
            if (registry == null) {
                throw new IllegalArgumentException("image " + image.reference() + " lies in registry "
                        + image.registry() + ", which there is not");
            }
            registryOfImage[i] = registry;
            layersOfImage[i] = image.layers().stream()
                    .mapToInt(layer -> number(layer, layerNumbers, layers))
                    .toArray();
        }
        layerBytes = layers.stream().mapToLong(Layer::bytes).toArray();
        for (String reference : preloadedReferences) {
            if (!imageNumbers.containsKey(reference)) {
                throw new IllegalArgumentException("the preloaded image " + reference + " is not among the images");
            }
        }
        preloaded = preloadedReferences.stream().mapToInt(this::image).toArray();
    }

    private static int number(Layer layer, Map<String, Integer> numbers, List<Layer> layers) {
        Integer known = numbers.putIfAbsent(layer.digest(), layers.size());
        if (known == null) {
            layers.add(layer);
            return layers.size() - 1;
        }
        if (layers.get(known).bytes() != layer.bytes()) {
            throw new IllegalArgumentException("layer " + layer.digest() + " has two sizes, "
                    + layers.get(known).bytes() + " and " + layer.bytes() + " bytes");
        }
        return known;
    }

    /** Returns the number of an image, or {@link #NONE}. */
    int image(String reference) {
        Integer number = imageNumbers.get(reference);
        return number == null ? NONE : number;
    }

    int images() {
        return layersOfImage.length;
    }

    int layers() {
        return layerBytes.length;
    }

    /** Returns the layers of an image from the base up; not to be changed. */
    int[] layersOf(int image) {
        return layersOfImage[image];
    }

    int registryOf(int image) {
        return registryOfImage[image];
    }

    long layerBytes(int layer) {
        return layerBytes[layer];
    }

    /** Returns the images that an instance has when it starts; not to be changed. */
    int[] preloaded() {
        return preloaded;
    }
}
