package io.ecsim.experiments.schema;

import java.util.LinkedHashMap;
import java.util.Map;

/** Auto Scaling groups, capacity providers, and on what tasks run. */
final class CapacitySchemas {

    private static final int MOST_MACHINES = 10_000;

    private CapacitySchemas() {}

    static Map<String, Schema> definitions() {
        Map<String, Schema> all = new LinkedHashMap<>();
        all.put("autoScalingGroup", group());
        all.put("capacityProvider", provider());
        all.put("capacityProviderStrategy", strategy());
        return all;
    }

    static Schema launchType() {
        return Schema.choice("EC2", "FARGATE")
                .says("On what the tasks run, beside no capacityProviderStrategy; without both the default strategy of"
                        + " the cluster counts, then EC2.");
    }

    private static Schema strategy() {
        Schema item = Schema.object()
                .needs("capacityProvider", Schema.text().says("A provider of the scenario, FARGATE or FARGATE_SPOT."))
                .takes(
                        "base",
                        Schema.integer(0, 100_000)
                                .says("Tasks that go to it first; of one entry only.")
                                .unlessStated(0))
                .takes(
                        "weight",
                        Schema.integer(0, 1_000)
                                .says("Its share of the tasks beyond the base.")
                                .unlessStated(0));
        return Schema.list(item, 0)
                .titled("Capacity provider strategy")
                .says("Over which capacity providers tasks are split, as CreateService and RunTask take it.");
    }

    static Schema defaultStrategy() {
        return Schema.anyOf(
                        Schema.ref("capacityProviderStrategy"),
                        Schema.map(Schema.ref("capacityProviderStrategy"))
                                .says("With several clusters: by the name of the cluster."))
                .says("Of tasks that state neither launchType nor capacityProviderStrategy.");
    }

    static Schema providers() {
        return Schema.list(Schema.ref("capacityProvider"), 0)
                .says("Capacity providers of Auto Scaling groups; those of Fargate are always there.");
    }

    private static Schema provider() {
        return Schema.anyOf(
                        Schema.text().says("A file, relative to the scenario."),
                        Schema.openObject()
                                .says("As CreateCapacityProvider takes it or DescribeCapacityProviders prints it.")
                                .oneWay(
                                        "name autoScalingGroupProvider|capacityProviders capacityProvider",
                                        "capacityProviders|capacityProvider",
                                        "capacityProvider|capacityProviders"))
                .titled("Capacity provider");
    }

    private static Schema group() {
        Schema option =
                WorldSchemas.shaped(WorldSchemas.registered(Schema.object().titled("What a group launches")));
        Schema group = Schema.object()
                .titled("Auto Scaling group")
                .says("Launches and terminates instances; with a capacity provider ECS decides how many.")
                .takes(
                        "name",
                        Schema.text("^[A-Za-z0-9_.-]{1,255}$")
                                .says("Needed unless autoScalingGroup says it; a pool for failures.shocks."))
                .takes(
                        "autoScalingGroup",
                        Schema.anyOf(
                                        Schema.text().says("A file, relative to the scenario."),
                                        Schema.openObject()
                                                .says("As CreateAutoScalingGroup takes it or DescribeAutoScalingGroups"
                                                        + " prints it.")
                                                .oneWay(
                                                        "AutoScalingGroupName MinSize MaxSize|AutoScalingGroups",
                                                        "AutoScalingGroups"))
                                .says("The group in the form of the API, in place of the fields that have its names."))
                .takes("cluster", Schema.ref("clusterName"))
                .takes("minSize", Schema.integer(0, MOST_MACHINES).unlessStated(0))
                .takes("maxSize", Schema.integer(1, MOST_MACHINES).says("Needed unless autoScalingGroup says it."))
                .takes(
                        "desiredCapacity",
                        Schema.integer(0, MOST_MACHINES)
                                .says("Machines that are there at time 0; minSize unless stated."))
                .takes("newInstancesProtectedFromScaleIn", Schema.flag().unlessStated(false))
                .takes(
                        "onDemandBaseCapacity",
                        Schema.integer(0, MOST_MACHINES)
                                .says("Machines that are On-Demand before any is Spot.")
                                .unlessStated(0))
                .takes(
                        "onDemandPercentageAboveBaseCapacity",
                        Schema.integer(0, 100)
                                .says("Percent of On-Demand among the others.")
                                .unlessStated(100))
                .takes(
                        "spotAllocationStrategy",
                        Schema.choice(
                                        "prioritized",
                                        "lowest-price",
                                        "capacity-optimized",
                                        "capacity-optimized-prioritized",
                                        "price-capacity-optimized",
                                        "diversified")
                                .says("Which Spot pool is tried first; prioritized: as stated.")
                                .unlessStated("prioritized"))
                .takes(
                        "spotInstancePools",
                        Schema.integer(1, 20)
                                .says("Over how many of the cheapest pools lowest-price spreads.")
                                .unlessStated(2))
                .takes(
                        "onDemandAllocationStrategy",
                        Schema.choice("prioritized", "lowest-price").unlessStated("prioritized"))
                .takes("zones", WorldSchemas.zones().says("Some of the cluster's zones; all of them unless stated."))
                .takes(
                        "instances",
                        Schema.list(option, 1)
                                .says("What is launched, by preference; needed unless autoScalingGroup names types."))
                .takes("spot", Schema.ref("spot"))
                .takes(
                        "bootTime",
                        Schema.ref("durationLaw")
                                .says("From launch to registration; uniform from 60s to 120s unless stated."))
                .takes(
                        "capacityShortage",
                        Schema.ref("durationLaw")
                                .says(
                                        "How long a pool has no capacity after another zone went down; exponential of mean"
                                                + " 15m unless stated."))
                .takes(
                        "healthCheck",
                        Schema.ref("duration")
                                .says("From the end of a machine until its group knows; 60s unless stated."));
        String sizes = "minSize maxSize desiredCapacity newInstancesProtectedFromScaleIn onDemandBaseCapacity"
                + " onDemandPercentageAboveBaseCapacity spotAllocationStrategy spotInstancePools"
                + " onDemandAllocationStrategy";
        return group.oneWay("autoScalingGroup|" + sizes, "name maxSize instances|autoScalingGroup");
    }
}
