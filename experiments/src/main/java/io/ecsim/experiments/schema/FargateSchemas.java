package io.ecsim.experiments.schema;

/** How Fargate behaves. */
final class FargateSchemas {

    private static final int MOST = 1_000_000;

    private FargateSchemas() {}

    static Schema platformVersion() {
        return Schema.choice("LATEST", "1.4.0").says("Of Fargate.").unlessStated("LATEST");
    }

    static Schema fargate() {
        return Schema.object()
                .titled("Fargate")
                .says("How Fargate behaves; its prices are those of the catalogue.")
                .takes(
                        "zones",
                        Schema.list(Schema.text("^[a-z0-9][a-z0-9-]{0,62}$").such("us-east-1a"), 0)
                                .says("Zones of the subnets; those of the instances unless stated."))
                .takes(
                        "launchBurst",
                        Schema.integer(1, MOST)
                                .says("Launches possible at once, on demand and on Spot each.")
                                .unlessStated(100))
                .takes(
                        "launchesPerSecond",
                        Schema.integer(1, MOST)
                                .says("Launches that become possible each second.")
                                .unlessStated(20))
                .takes(
                        "vcpuQuota",
                        Schema.integer(0, 100_000_000)
                                .says("vCPUs of tasks at one time, on demand and on Spot each; 0 is no limit.")
                                .unlessStated(0))
                .takes(
                        "provisioning",
                        Schema.ref("durationLaw")
                                .says("Law of the time from launch to the pull; 12s to 24s unless stated."))
                .takes(
                        "pullRate",
                        Schema.text("^\\d{1,9}(\\.\\d{1,6})?\\s?[kMGT](B|iB|bit)/s$")
                                .says("What a task of 1 vCPU pulls and unpacks; 32.5MB/s unless stated."))
                .takes(
                        "spot",
                        SpotSchemas.market("Fargate Spot")
                                .says("How Fargate Spot is interrupted; the pools are the zones."))
                .takes(
                        "hostLife",
                        Schema.ref("durationLaw").says("Law of the time to retirement; never unless stated."))
                .takes(
                        "retirementNotice",
                        Schema.ref("duration").says("Before a standalone task is stopped for it; 7d unless stated."))
                .takes(
                        "placesPerZone",
                        Schema.integer(1, MOST)
                                .says("Tasks of one service in a zone at one time; as many as needed unless stated."));
    }
}
