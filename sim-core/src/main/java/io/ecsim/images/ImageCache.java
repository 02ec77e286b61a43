package io.ecsim.images;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one instance has: layers, and the images made of them, with what the agent knows of each for its clean-up
 * (R3.52). The clean-up has no events: its cycles change nothing that anyone sees before the cache is looked at again, so
 * those that have passed are made up for then.
 */
final class ImageCache {

    private static final long NEVER = Long.MAX_VALUE;

    private final ImageIndex index;
    private final ImageCleanup cleanup;
    private final boolean cleans;
    private final PullTally tally;
    private final boolean preloads;
    private final BitSet layers;
    private final BitSet images;
    private final Map<Integer, Kept> tracked = new TreeMap<>(); // images that a task of this machine has used
    private long startedMicros;
    private long nextCycleMicros = NEVER;

    /** What the agent knows of an image. */
    private static final class Kept {
        private final long pulledMicros;
        private int containers;
        private long lastUsedMicros;

        Kept(long nowMicros) {
            pulledMicros = nowMicros;
            lastUsedMicros = nowMicros;
        }
    }

    ImageCache(ImageIndex index, ImageCleanup cleanup, boolean cleans, PullTally tally) {
        this(index, cleanup, cleans, tally, true);
    }

    /** Makes an empty cache, but for what is baked into the machine image if there is one. */
    ImageCache(ImageIndex index, ImageCleanup cleanup, boolean cleans, PullTally tally, boolean preloads) {
        this.preloads = preloads;
        this.index = index;
        this.cleanup = cleanup;
        this.cleans = cleans;
        this.tally = tally;
        this.layers = new BitSet(index.layers());
        this.images = new BitSet(index.images());
        restart(0);
    }

    /** A new machine: what is baked into its machine image is there, and nothing else. */
    void restart(long nowMicros) {
        layers.clear();
        images.clear();
        tracked.clear();
        if (preloads) {
            for (int image : index.preloaded()) {
                images.set(image);
                addLayers(image);
            }
        }
        startedMicros = nowMicros;
        nextCycleMicros = NEVER;
    }

    private void addLayers(int image) {
        for (int layer : index.layersOf(image)) {
            layers.set(layer);
        }
    }

    boolean hasLayer(int layer) {
        return layers.get(layer);
    }

    boolean hasImage(int image) {
        return images.get(image);
    }

    /** Returns whether an earlier task has pulled the image here and it is still there (R3.50). */
    boolean pulledHere(int image) {
        return images.get(image) && tracked.containsKey(image);
    }

    void addLayer(int layer) {
        layers.set(layer);
    }

    /** A container is about to be made from the image, all layers of which are there. */
    void hold(int image, long nowMicros) {
        images.set(image);
        addLayers(image);
        tracked.computeIfAbsent(image, key -> new Kept(nowMicros)).containers++;
        nextCycleMicros = nextCycle(nowMicros);
    }

    /** A container of the image has stopped; it holds the image as long as it is kept. */
    void release(int image, long nowMicros, long keptUntilMicros) {
        Kept kept = tracked.get(image);
        if (kept == null || kept.containers == 0) {
            throw new IllegalStateException("image " + image + " is released but not held");
        }
        kept.containers--;
        kept.lastUsedMicros = Math.max(kept.lastUsedMicros, keptUntilMicros);
        nextCycleMicros = nextCycle(nowMicros);
    }

    /** Returns whether a cycle that may remove something has passed without being made up for. */
    boolean cleanUpDue(long nowMicros) {
        return nextCycleMicros <= nowMicros;
    }

    /**
     * Makes up for the cycles up to now.
     *
     * @param wantedImages images that pulls are pending for: they and their layers stay
     */
    void cleanUp(long nowMicros, BitSet wantedImages) {
        while (nextCycleMicros <= nowMicros) {
            long cycle = nextCycleMicros;
            for (int removed = 0; removed < cleanup.imagesPerCycle(); removed++) {
                int image = leastRecentlyUsed(cycle, wantedImages);
                if (image == ImageIndex.NONE) {
                    break;
                }
                remove(image, wantedImages);
            }
            nextCycleMicros = nextCycle(cycle);
        }
    }

    /** Returns the image to be removed first at a cycle, or NONE; the older number wins a tie. */
    private int leastRecentlyUsed(long cycleMicros, BitSet wantedImages) {
        int oldest = ImageIndex.NONE;
        long oldestMicros = NEVER;
        for (Map.Entry<Integer, Kept> entry : tracked.entrySet()) {
            Kept kept = entry.getValue();
            if (kept.lastUsedMicros < oldestMicros
                    && removableFrom(kept) <= cycleMicros
                    && !wantedImages.get(entry.getKey())) {
                oldest = entry.getKey();
                oldestMicros = kept.lastUsedMicros;
            }
        }
        return oldest;
    }

    private long removableFrom(Kept kept) {
        return kept.containers > 0
                ? NEVER
                : Math.max(kept.lastUsedMicros, Math.addExact(kept.pulledMicros, cleanup.minimumAgeMicros()));
    }

    private void remove(int image, BitSet wantedImages) {
        tracked.remove(image);
        images.clear(image);
        BitSet needed = new BitSet(index.layers());
        BitSet others = (BitSet) images.clone();
        others.or(wantedImages);
        for (int other = others.nextSetBit(0); other >= 0; other = others.nextSetBit(other + 1)) {
            for (int layer : index.layersOf(other)) {
                needed.set(layer);
            }
        }
        long bytes = 0;
        for (int layer : index.layersOf(image)) {
            if (layers.get(layer) && !needed.get(layer)) {
                layers.clear(layer);
                bytes += index.layerBytes(layer);
            }
        }
        tally.removed(bytes);
    }

    /** Returns the first cycle after a time that may remove something, or {@link #NEVER}. */
    private long nextCycle(long afterMicros) {
        long from = NEVER;
        if (cleans) {
            for (Kept kept : tracked.values()) {
                from = Math.min(from, removableFrom(kept));
            }
        }
        if (from == NEVER) {
            return NEVER;
        }
        long interval = cleanup.intervalMicros();
        long after = (afterMicros - startedMicros) / interval + 1;
        long due = (from - startedMicros + interval - 1) / interval;
        return startedMicros + Math.max(after, due) * interval;
    }
}
