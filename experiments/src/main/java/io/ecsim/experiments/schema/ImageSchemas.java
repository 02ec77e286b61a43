package io.ecsim.experiments.schema;

import io.ecsim.images.RateLimit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Images: registries, what they hold, and what instances do with it. */
final class ImageSchemas {

    private static final String AMOUNT = "^\\d{1,9}(\\.\\d{1,6})?\\s?";

    private ImageSchemas() {}

    static Map<String, Schema> definitions() {
        Map<String, Schema> all = new LinkedHashMap<>();
        all.put(
                "size",
                Schema.text(AMOUNT + "[kMGT]i?B$")
                        .titled("Size")
                        .says("Bytes, compressed, with their unit; at most 1TB.")
                        .such("80MB", "1.2GB", "512MiB"));
        all.put(
                "throughput",
                Schema.text(AMOUNT + "[kMGT](i?B|bit)/s$")
                        .titled("Throughput")
                        .says("Bytes or bits a second with their unit; at most 1TB/s.")
                        .such("60MB/s", "10Gbit/s"));
        all.put("images", images());
        return all;
    }

    private static Schema images() {
        return Schema.object()
                .titled("Images")
                .says("What has to be pulled before containers start; every image is on every instance unless stated.")
                .needs("registries", Schema.list(registry(), 1).says("Where images are pulled from."))
                .takes("images", Schema.list(image(), 0).says("What there is."))
                .takes("defaultSize", Schema.ref("size").says("Of images that tasks use and nobody lists."))
                .takes(
                        "pullBehavior",
                        Schema.choice("default", "always", "once", "prefer-cached")
                                .says("ECS_IMAGE_PULL_BEHAVIOR.")
                                .unlessStated("default"))
                .takes(
                        "sourceAddress",
                        Schema.choice("natGateway", "instance")
                                .says("Whose address a registry sees.")
                                .unlessStated("natGateway"))
                .takes(
                        "manifestCheck",
                        Schema.ref("duration")
                                .says(
                                        "To learn that a cached image has not changed, at most 30s; 300ms unless stated."))
                .takes(
                        "zoneGateway",
                        Schema.ref("throughput")
                                .says("Of the NAT gateway of each zone, for all pulls from outside the VPC."))
                .takes("instance", instance())
                .takes("cleanup", cleanup())
                .takes("preloaded", Schema.list(Schema.text(), 0).says("Images that an instance has when it starts."));
    }

    private static Schema registry() {
        Schema limit = Schema.object()
                .says("How many pulls it allows.")
                .needs("pulls", Schema.integer(1, RateLimit.MAX_PULLS))
                .needs("per", Schema.ref("positiveDuration"))
                .takes(
                        "refill",
                        Schema.choice("window", "steady")
                                .says("No more in any stretch of that length, or a bucket that fills evenly.")
                                .unlessStated("window"))
                .takes(
                        "counts",
                        Schema.choice("sourceAddress", "registry")
                                .says(
                                        "Who shares the limit; sourceAddress for dockerHub, else registry, unless stated."));
        Schema outage = Schema.object()
                .needs("at", Schema.ref("duration").says("When it stops answering."))
                .needs("duration", Schema.ref("positiveDuration").says("How long."));
        return Schema.object()
                .titled("Registry")
                .needs("name", Schema.text().says("By which images name it."))
                .needs("kind", Schema.choice("ecr", "dockerHub", "private").says("private: inside the VPC."))
                .takes("throughput", Schema.ref("throughput").says("To all who pull; no limit unless stated."))
                .takes("latency", Schema.ref("duration").says("To the first byte, at most 59s; 100ms unless stated."))
                .takes("rateLimit", limit)
                .takes("outages", Schema.list(outage, 0));
    }

    private static Schema image() {
        Schema layer = Schema.object()
                .needs("digest", Schema.text().says("A name that images with the same layer share."))
                .needs("size", Schema.ref("size"));
        return Schema.object()
                .titled("Image")
                .needs(
                        "name",
                        Schema.text().says("By which containers name it.").such("nginx:1.27"))
                .needs("registry", Schema.text().says("The name of one of the registries."))
                .takes("size", Schema.ref("size").says("Of an image that shares no layer."))
                .takes("layers", Schema.list(layer, 1))
                .oneWay("size|layers", "layers|size");
    }

    private static Schema instance() {
        return Schema.object()
                .says("What limits the pulls of one instance.")
                .takes("network", Schema.ref("throughput").says("1250MB/s unless stated."))
                .takes("rootVolume", Schema.ref("throughput").says("125MB/s unless stated."))
                .takes("unpack", Schema.ref("throughput").says("Of one pull; 60MB/s unless stated."));
    }

    private static Schema cleanup() {
        return Schema.object()
                .says("The agent's automated clean-up of images.")
                .takes("enabled", Schema.flag().unlessStated(true))
                .takes("interval", Schema.ref("positiveDuration").says("At least 10m; 30m unless stated."))
                .takes("minimumAge", Schema.ref("duration").says("1h unless stated."))
                .takes(
                        "imagesPerCycle",
                        Schema.integer(1, 1_000_000)
                                .says("Most that one cycle removes.")
                                .unlessStated(5));
    }
}
