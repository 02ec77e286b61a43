package io.ecsim.experiments.schema;

import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a scenario that say what things cost. */
final class BillingSchemas {

    private static final int MOST = 1_000_000;

    private BillingSchemas() {}

    static Map<String, Schema> definitions() {
        Map<String, Schema> all = new LinkedHashMap<>();
        all.put("billing", billing());
        all.put("ebsVolume", volume());
        all.put("billedLoadBalancer", loadBalancer());
        return all;
    }

    static Schema prices() {
        return Schema.text()
                .says("A file of prices of your own (docs/prices.md); those that come with ecsim count beside it.");
    }

    private static Schema billing() {
        return Schema.object()
                .titled("Billing")
                .says("What is billed beside the time of instances and Fargate; nothing unless stated.")
                .takes("rootVolume", Schema.ref("ebsVolume"))
                .takes("volumes", Schema.list(Schema.ref("ebsVolume"), 0).says("Further volumes of every instance."))
                .takes("loadBalancers", Schema.list(Schema.ref("billedLoadBalancer"), 0))
                .takes(
                        "natGateways",
                        Schema.anyOf(Schema.integer(0, MOST), Schema.choice("perZone"))
                                .says("How many, each with a public address; none unless stated."))
                .takes(
                        "interfaceEndpoints",
                        Schema.integer(0, MOST)
                                .says("How many, each in every zone.")
                                .unlessStated(0))
                .takes(
                        "imagePulls",
                        Schema.choice("free", "natGateway", "interfaceEndpoint")
                                .says("Through what images come; natGateway where there are any, else free."))
                .takes(
                        "zoneTraffic",
                        Schema.flag()
                                .says("Whether bytes between zones are billed, each way.")
                                .unlessStated(false))
                .takes(
                        "publicIpv4",
                        Schema.flag()
                                .says("Whether every instance and every task on Fargate has a public address.")
                                .unlessStated(false))
                .takes("savingsPlan", savingsPlan());
    }

    private static Schema volume() {
        return Schema.object()
                .titled("EBS volume of every instance")
                .needs("volumeType", Schema.choice("gp3", "gp2", "io1", "io2", "st1", "sc1"))
                .needs("sizeInGiB", Schema.integer(1, 65_536))
                .takes("iops", Schema.integer(0, 64_000).says("Provisioned; what is free is not billed."))
                .takes(
                        "throughput",
                        Schema.integer(0, 1_000).says("Provisioned MiB/s of gp3; what is free is not billed."));
    }

    private static Schema loadBalancer() {
        return Schema.object()
                .titled("Load balancer")
                .takes("type", Schema.choice("application", "network").unlessStated("application"))
                .takes(
                        "services",
                        Schema.list(Schema.text(), 1)
                                .says("Services whose requests it takes; all that have target groups unless stated."))
                .takes("requestsPerConnection", Schema.integer(1, MOST).unlessStated(1))
                .takes("connectionDuration", Schema.ref("duration").says("How long one is open; 1s unless stated."))
                .takes(
                        "internetFacing",
                        Schema.flag()
                                .says("Whether it has a public address in every zone.")
                                .unlessStated(true));
    }

    private static Schema savingsPlan() {
        return Schema.object()
                .titled("Compute Savings Plan")
                .needs("commitment", Schema.numberAboveZero(MOST).says("US dollars an hour, used or not."))
                .needs("ec2Discount", LawSchemas.share(0, 1).says("Off the on-demand price of instances."))
                .needs("fargateDiscount", LawSchemas.share(0, 1).says("Off the on-demand price of Fargate."));
    }
}
