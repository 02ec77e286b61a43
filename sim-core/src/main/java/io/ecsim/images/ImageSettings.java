package io.ecsim.images;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where images come from and how they are kept. Without registries every image is on every instance from the beginning.
 *
 * @param registries where images are pulled from, no name twice
 * @param images what there is, no reference twice, each in one of the registries; a digest has one size
 * @param pullBehavior when the agent asks the registry
 * @param throughput what limits the bytes
 * @param sourceAddress whose address a registry sees
 * @param cleanup when the agent removes images
 * @param manifestCheckMicros what it costs to learn that a cached image has not changed (R3.51), at least 0
 * @param preloaded references of images that an instance has when it starts, as baked into its machine image
 */
public record ImageSettings(
        List<Registry> registries,
        List<Image> images,
        PullBehavior pullBehavior,
        Throughput throughput,
        SourceAddress sourceAddress,
        ImageCleanup cleanup,
        long manifestCheckMicros,
        Set<String> preloaded) {

    /** What a manifest check costs unless told otherwise: 300 ms, an assumption. */
    public static final long MANIFEST_CHECK_MICROS = 300_000;

    /** Every image is on every instance from the beginning. */
    public static final ImageSettings CACHED = new ImageSettings(
            List.of(),
            List.of(),
            PullBehavior.DEFAULT,
            Throughput.DEFAULT,
            SourceAddress.NAT_GATEWAY,
            ImageCleanup.DEFAULT,
            0,
            Set.of());

    public ImageSettings {
        registries = List.copyOf(registries);
        images = List.copyOf(images);
        preloaded = Collections.unmodifiableSet(new LinkedHashSet<>(preloaded));
        if (manifestCheckMicros < 0) {
            throw new IllegalArgumentException("a manifest check must take at least 0 us, was " + manifestCheckMicros);
        }
        new ImageIndex(registries, images, preloaded);
    }

    /** Makes settings with the defaults of the rules. */
    public static ImageSettings of(List<Registry> registries, List<Image> images) {
        return new ImageSettings(
                registries,
                images,
                PullBehavior.DEFAULT,
                Throughput.DEFAULT,
                SourceAddress.NAT_GATEWAY,
                ImageCleanup.DEFAULT,
                MANIFEST_CHECK_MICROS,
                Set.of());
    }

    /** Returns whether every image is on every instance from the beginning. */
    public boolean allCached() {
        return registries.isEmpty();
    }

    /** Returns these settings with other registries of the same names. */
    public ImageSettings withRegistries(List<Registry> others) {
        return new ImageSettings(
                others, images, pullBehavior, throughput, sourceAddress, cleanup, manifestCheckMicros, preloaded);
    }

    /** Returns these settings with another pull behaviour. */
    public ImageSettings with(PullBehavior other) {
        return new ImageSettings(
                registries, images, other, throughput, sourceAddress, cleanup, manifestCheckMicros, preloaded);
    }

    /** Returns these settings with other limits. */
    public ImageSettings with(Throughput other) {
        return new ImageSettings(
                registries, images, pullBehavior, other, sourceAddress, cleanup, manifestCheckMicros, preloaded);
    }

    /** Returns these settings with other source addresses. */
    public ImageSettings with(SourceAddress other) {
        return new ImageSettings(
                registries, images, pullBehavior, throughput, other, cleanup, manifestCheckMicros, preloaded);
    }

    /** Returns these settings with another clean-up. */
    public ImageSettings with(ImageCleanup other) {
        return new ImageSettings(
                registries, images, pullBehavior, throughput, sourceAddress, other, manifestCheckMicros, preloaded);
    }

    /** Returns these settings with images that every instance has when it starts. */
    public ImageSettings withPreloaded(Set<String> references) {
        return new ImageSettings(
                registries, images, pullBehavior, throughput, sourceAddress, cleanup, manifestCheckMicros, references);
    }
}
