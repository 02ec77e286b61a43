package io.ecsim.images;

/** The layers of some images, each once, as numbers of one {@link ImagePulls}; made by {@link ImagePulls#needs}. */
public final class NeededLayers {

    private final int[] layers;

    NeededLayers(int[] layers) {
        this.layers = layers;
    }

    int count() {
        return layers.length;
    }

    int layer(int position) {
        return layers[position];
    }
}
