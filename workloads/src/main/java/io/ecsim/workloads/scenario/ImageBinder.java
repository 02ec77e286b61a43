package io.ecsim.workloads.scenario;

import io.ecsim.images.Image;
import io.ecsim.images.ImageCleanup;
import io.ecsim.images.ImageSettings;
import io.ecsim.images.Layer;
import io.ecsim.images.PullBehavior;
import io.ecsim.images.Registry;
import io.ecsim.images.SourceAddress;
import io.ecsim.images.Throughput;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.TaskDefinition;
import io.ecsim.naming.NearestName;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Binds the field {@code images}: registries, images, pulls, and what instances keep. */
final class ImageBinder {

    private static final Map<String, PullBehavior> BEHAVIORS = behaviors();
    private static final Map<String, SourceAddress> ADDRESSES = addresses();
    private static final int FEW = 20;

    private final BindingContext context;
    private final Faults faults;
    private final Collection<TaskDefinition> definitions;

    /**
     * Makes the binder.
     *
     * @param definitions all that the scenario runs: their images must be there
     */
    ImageBinder(BindingContext context, Collection<TaskDefinition> definitions) {
        this.context = context;
        this.faults = context.faults();
        this.definitions = definitions;
    }

    private static Map<String, PullBehavior> behaviors() {
        Map<String, PullBehavior> names = new LinkedHashMap<>();
        names.put("default", PullBehavior.DEFAULT);
        names.put("always", PullBehavior.ALWAYS);
        names.put("once", PullBehavior.ONCE);
        names.put("prefer-cached", PullBehavior.PREFER_CACHED);
        return names;
    }

    private static Map<String, SourceAddress> addresses() {
        Map<String, SourceAddress> names = new LinkedHashMap<>();
        names.put("natGateway", SourceAddress.NAT_GATEWAY);
        names.put("instance", SourceAddress.INSTANCE);
        return names;
    }

    /** Binds the field; empty when it is absent or has faults, which are then in the context. */
    Optional<ImageSettings> bind(Fields scenario) {
        return scenario.optionalObject("images", this::settings);
    }

    private Optional<ImageSettings> settings(Fields fields) {
        int before = faults.count();
        PullBehavior behavior = fields.choiceOr("pullBehavior", BEHAVIORS, PullBehavior.DEFAULT);
        List<Registry> registries = fields.list("registries", new RegistryBinder(faults)::registry);
        List<String> names = registries.stream().map(Registry::name).toList();
        List<Image> listed = fields.listOrEmpty("images", node -> image(node, names));
        Optional<Long> defaultBytes =
                fields.optional("defaultSize", node -> ByteAmounts.size(node, faults, Layer.MAX_BYTES));
        Throughput throughput = throughput(fields);
        SourceAddress address = fields.choiceOr("sourceAddress", ADDRESSES, SourceAddress.NAT_GATEWAY);
        long checkMicros = fields.durationMicrosOr(
                "manifestCheck", 0, ImageSettings.MANIFEST_CHECK_MICROS * 100, ImageSettings.MANIFEST_CHECK_MICROS);
        ImageCleanup cleanup = fields.optionalObject("cleanup", this::cleanup).orElse(ImageCleanup.DEFAULT);
        List<Image> images = faults.count() == before ? completed(fields, listed, names, defaultBytes) : listed;
        List<String> known = images.stream().map(Image::reference).toList();
        Set<String> preloaded = new LinkedHashSet<>(fields.listOrEmpty("preloaded", node -> known(node, known)));
        if (!fields.has("manifestCheck")) {
            context.assume("An agent learns within 300 ms that a cached image has not changed: AWS gives no figure"
                    + " (images.manifestCheck).");
        }
        return fields.build(() ->
                new ImageSettings(registries, images, behavior, throughput, address, cleanup, checkMicros, preloaded));
    }

    private Optional<Image> image(Node node, List<String> registries) {
        Fields fields = node.asObject(faults);
        String name = fields.text("name", "the reference by which containers name it, such as nginx:1.27");
        String registry = fields.text("registry", "the name of one of images.registries");
        if (!registry.isEmpty() && !registries.isEmpty() && !registries.contains(registry)) {
            fields.fault(
                    "registry",
                    "found \"" + registry + "\", which is none of images.registries" + hint(registry, registries)
                            + " Allowed: " + String.join(", ", registries));
        }
        boolean whole = fields.has("size");
        if (whole == fields.has("layers")) {
            fields.fault(
                    "size",
                    whole
                            ? "found size and layers, expected one of them"
                            : "size is missing, expected " + ByteAmounts.SIZE + ", or layers");
        }
        Optional<Long> bytes = fields.optional("size", size -> ByteAmounts.size(size, faults, Layer.MAX_BYTES));
        List<Layer> layers = fields.has("layers") ? fields.list("layers", this::layer) : List.of();
        return fields.build(() ->
                bytes.map(size -> whole(name, registry, size)).orElseGet(() -> new Image(name, registry, layers)));
    }

    /** An image of one layer that no other image has. */
    private static Image whole(String name, String registry, long bytes) {
        return new Image(name, registry, List.of(new Layer("all of " + name, bytes)));
    }

    private Optional<Layer> layer(Node node) {
        Fields fields = node.asObject(faults);
        String digest = fields.text("digest", "a name that images with the same layer share");
        Optional<Long> bytes =
                fields.required("size", ByteAmounts.SIZE, size -> ByteAmounts.size(size, faults, Layer.MAX_BYTES));
        return fields.build(() -> new Layer(digest, bytes.orElseThrow()));
    }

    private Throughput throughput(Fields fields) {
        Throughput absent = Throughput.DEFAULT;
        long gateway = rate(fields, "zoneGateway", absent.zoneGatewayBytesPerSecond());
        return fields.optionalObject("instance", inside -> {
                    long unpack = rate(inside, "unpack", absent.unpackBytesPerSecond());
                    long network = rate(inside, "network", absent.networkBytesPerSecond());
                    long rootVolume = rate(inside, "rootVolume", absent.rootVolumeBytesPerSecond());
                    return inside.build(() -> new Throughput(unpack, network, rootVolume, gateway));
                })
                .orElseGet(() -> new Throughput(
                        absent.unpackBytesPerSecond(),
                        absent.networkBytesPerSecond(),
                        absent.rootVolumeBytesPerSecond(),
                        gateway));
    }

    private long rate(Fields fields, String name, long absent) {
        return fields.optional(name, node -> ByteAmounts.rate(node, faults, Throughput.UNLIMITED))
                .orElse(absent);
    }

    private Optional<ImageCleanup> cleanup(Fields fields) {
        ImageCleanup absent = ImageCleanup.DEFAULT;
        boolean enabled = fields.flagOr("enabled", absent.enabled());
        long intervalMicros = fields.durationMicrosOr(
                "interval", ImageCleanup.MIN_INTERVAL_MICROS, Quantity.LONGEST_MICROS, absent.intervalMicros());
        long minimumAgeMicros =
                fields.durationMicrosOr("minimumAge", 0, Quantity.LONGEST_MICROS, absent.minimumAgeMicros());
        int imagesPerCycle = fields.integerOr("imagesPerCycle", 1, 1_000_000, absent.imagesPerCycle());
        return fields.build(() -> new ImageCleanup(enabled, intervalMicros, minimumAgeMicros, imagesPerCycle));
    }

    /** Adds the images that tasks use and nobody lists, where there is a size to assume for them. */
    private List<Image> completed(
            Fields fields, List<Image> listed, List<String> registries, Optional<Long> defaultBytes) {
        List<Image> all = new ArrayList<>(listed);
        Set<String> known =
                new LinkedHashSet<>(listed.stream().map(Image::reference).toList());
        List<String> assumed = new ArrayList<>();
        for (TaskDefinition definition : definitions) {
            for (ContainerDefinition container : definition.containers()) {
                String image = container.lifecycle().image();
                if (image.isEmpty() || known.contains(image)) {
                    continue;
                }
                if (defaultBytes.isEmpty()) {
                    fields.fault(
                            "images",
                            "task definition " + definition.family() + " uses the image \"" + image
                                    + "\", which is not listed" + hint(image, known)
                                    + " List it or give images.defaultSize");
                } else {
                    all.add(whole(image, registries.get(0), defaultBytes.get()));
                    assumed.add(image);
                }
                known.add(image);
            }
        }
        if (!assumed.isEmpty()) {
            context.assume(
                    "Images that images.images does not list have images.defaultSize, no layer in common, and lie"
                            + " in the first registry: " + few(assumed) + ".");
        }
        return all;
    }

    private Optional<String> known(Node node, List<String> known) {
        Optional<String> name = node.asText(faults, "the name of an image");
        if (name.isPresent() && !known.contains(name.get())) {
            return node.fault(
                    faults,
                    "found \"" + name.get() + "\", which is no image" + hint(name.get(), known) + " Allowed: "
                            + few(known));
        }
        return name;
    }

    private static String hint(String found, Collection<String> names) {
        String hint = NearestName.hint(found, names);
        return hint.isEmpty() ? "." : hint;
    }

    private static String few(List<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        return names.size() > FEW ? names.size() + " names" : String.join(", ", names);
    }
}
