package io.ecsim.experiments.schema;

import io.ecsim.model.TaskPriority;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a scenario that describe the world: cluster, workload drawn from a mix, queue, failures. */
final class WorldSchemas {

    static final int MOST_CPU_UNITS = 10_000_000;
    private static final int MOST_INSTANCES = 1_000_000;
    private static final String CLUSTER_NAME = "^[A-Za-z0-9_-]{1,255}$";
    private static final String ZONE = "^[a-z0-9][a-z0-9-]{0,62}$";

    private WorldSchemas() {}

    /** An instance registers as a type of the catalogue or as its resources say. */
    static Schema shaped(Schema instance) {
        return instance.oneWay(
                "instanceType|cpu memory gpus eniSlots architecture", "cpu memory|instanceType reservedMemory");
    }

    static Map<String, Schema> definitions() {
        Map<String, Schema> all = new LinkedHashMap<>();
        all.put("extra", extra());
        all.put("placementConstraints", constraints());
        all.put("group", group());
        all.put("service", service());
        all.put("cluster", cluster(Schema.object().titled("Cluster")).takes("trunkRegistration", trunkRegistration()));
        all.put("namedCluster", namedCluster());
        all.put("clusterName", clusterName());
        all.put("instanceGroup", instanceGroup());
        all.put("spot", SpotSchemas.instances());
        all.put("workload", workload());
        all.put("mixedTask", task());
        all.put("queue", queue());
        all.put("renewal", renewal());
        all.put("failures", FailureSchemas.failures());
        return all;
    }

    private static Schema extra() {
        return Schema.map(Schema.integer(1, 1_000_000_000))
                .titled("Extra resources")
                .says("Resources with names of your own, name to amount.");
    }

    private static Schema constraints() {
        Schema constraint = Schema.object()
                .needs("type", Schema.choice("distinctInstance", "memberOf"))
                .takes(
                        "expression",
                        Schema.text()
                                .says("A cluster query, needed by memberOf.")
                                .such("attribute:ecs.instance-type =~ m5.*"))
                .oneWay("type expression", "type|expression");
        return Schema.list(constraint, 0).titled("Placement constraints").says("As RunTask takes them.");
    }

    static Schema zones() {
        return Schema.list(Schema.text(ZONE).such("us-east-1a"), 1);
    }

    private static Schema namedCluster() {
        Schema named = Schema.object()
                .titled("One of several clusters")
                .needs("name", Schema.text(CLUSTER_NAME).says("By which tasks and services name it."));
        return cluster(named);
    }

    private static Schema clusterName() {
        return Schema.text(CLUSTER_NAME).says("Where its tasks run; needed in a scenario with several clusters.");
    }

    private static Schema cluster(Schema cluster) {
        return cluster.says("The container instances, by groups or from the machine list of a trace.")
                .takes(
                        "region",
                        Schema.text("^[a-z]{2}(-[a-z]+)+-\\d$")
                                .says("The region, by which instance types are priced.")
                                .unlessStated("us-east-1"))
                .needs("zones", zones().says("Availability Zones, over which instances are dealt in turn."))
                .takes(
                        "awsvpcTrunking",
                        Schema.flag()
                                .says("Whether types that support it hold more awsvpc tasks.")
                                .unlessStated(false))
                .takes(
                        "gpuSharing",
                        Schema.flag()
                                .says("Whether tasks may share GPUs (gpuMilli), which ECS does not do.")
                                .unlessStated(false))
                .takes(
                        "instances",
                        Schema.list(Schema.ref("instanceGroup"), 1)
                                .says("Groups of equal instances, registered in this order."))
                .takes("nodes", TraceSchemas.nodes())
                .oneWay("instances|nodes", "nodes|instances", "|instances nodes");
    }

    private static Schema trunkRegistration() {
        return Schema.object()
                .says("How instances with a trunk interface join; beside awsvpcTrunking.")
                .takes(
                        "delay",
                        Schema.ref("durationLaw")
                                .says("Law of the time until an instance is ACTIVE; 15s unless stated."))
                .takes(
                        "failure",
                        LawSchemas.share(0, 1)
                                .says("How probable REGISTRATION_FAILED is.")
                                .unlessStated(0))
                .takes(
                        "initialFleet",
                        Schema.flag()
                                .says("Whether instances that are there at time 0 register too.")
                                .unlessStated(false));
    }

    private static Schema instanceGroup() {
        Schema group = Schema.object()
                .titled("Group of equal instances")
                .takes("name", Schema.text().says("A pool for failures.shocks; group-1, group-2 and on unless stated."))
                .needs("count", Schema.integer(1, MOST_INSTANCES).says("How many instances."))
                .takes("zones", zones().says("Some of the cluster's zones, for this group alone."))
                .takes("spot", Schema.ref("spot"));
        return shaped(registered(group));
    }

    /** Adds what an instance registers: a type of the catalogue, or its resources. */
    static Schema registered(Schema group) {
        return group.takes(
                        "instanceType",
                        Schema.text()
                                .says("An EC2 type of the catalogue; \"ecsim list instance-types\" names them.")
                                .such("m5.xlarge"))
                .takes(
                        "reservedMemory",
                        Schema.ref("memory").says("What ECS_RESERVED_MEMORY takes off, in MiB; beside instanceType."))
                .takes("cpu", Schema.integer(1, MOST_CPU_UNITS).says("CPU units, 1024 to a vCPU."))
                .takes("memory", Schema.ref("positiveMemory").says("Memory that the instance registers, in MiB."))
                .takes("gpus", Schema.integer(0, 10_000).says("Whole GPUs.").unlessStated(0))
                .takes(
                        "eniSlots",
                        Schema.integer(0, 10_000)
                                .says("awsvpc tasks it can hold.")
                                .unlessStated(0))
                .takes(
                        "architecture",
                        Schema.choice("x86_64", "arm64")
                                .says("Beside cpu and memory.")
                                .unlessStated("x86_64"))
                .takes("price", Schema.number(0, 100_000).says("US dollars an hour; the catalogue's unless stated."))
                .takes("ami", Schema.text().says("The value of the attribute ecs.ami-id."))
                .takes("attributes", Schema.map(Schema.text()).says("Custom attributes, name to value."))
                .takes(
                        "reservedPorts",
                        Schema.list(Schema.integer(1, 65_535), 0)
                                .says(
                                        "TCP host ports that are never free; 22, 2375, 2376, 51678, 51679 unless stated."))
                .takes(
                        "reservedPortsUdp",
                        Schema.list(Schema.integer(1, 65_535), 0).says("UDP host ports that are never free."))
                .takes("extra", Schema.ref("extra"));
    }

    private static Schema workload() {
        return Schema.object()
                .titled("Workload")
                .says("The tasks: drawn from a mix (arrivals and tasks), or a trace.")
                .takes("cluster", Schema.ref("clusterName"))
                .takes("arrivals", Schema.ref("arrivals"))
                .takes("runTime", Schema.ref("durationLaw").says("Law of the run time of tasks that state none."))
                .takes("tasks", Schema.list(Schema.ref("mixedTask"), 1).says("The mix."))
                .takes(
                        "stationaryStart",
                        Schema.flag()
                                .says("Whether the tasks of the steady state are there at time 0.")
                                .unlessStated(false))
                .takes("maxTasks", Schema.integer(1, Long.MAX_VALUE).says("No more tasks arrive than this."))
                .takes("trace", Schema.ref("trace"))
                .takes("task", TraceSchemas.task())
                .oneWay("arrivals tasks|trace task", "trace|arrivals runTime tasks stationaryStart maxTasks");
    }

    private static Schema task() {
        return launched(Schema.object()
                .titled("Task of a mix")
                .needs("name", Schema.text("^[A-Za-z0-9_-]{1,255}$").says("Of the task; its family in the short form."))
                .takes(
                        "weight",
                        Schema.numberAboveZero(1_000_000_000)
                                .says("Its share of arrivals, relative to the others.")
                                .unlessStated(1))
                .takes(
                        "priority",
                        Schema.integer(TaskPriority.LOWEST, TaskPriority.HIGHEST)
                                .says("Greater is served first among waiting tasks.")
                                .unlessStated(0))
                .takes("runTime", Schema.ref("durationLaw").says("Law of its run time."))
                .takes("service", Schema.ref("service")));
    }

    /** As {@link #described}, of tasks that say on what they run. */
    static Schema launched(Schema task) {
        return described(task)
                .takes("launchType", CapacitySchemas.launchType())
                .takes("platformVersion", FargateSchemas.platformVersion())
                .takes("capacityProviderStrategy", Schema.ref("capacityProviderStrategy"));
    }

    /** Adds what says which task is run, by definition or in short, and how. */
    static Schema described(Schema task) {
        return ServiceSchemas.withDefinition(task)
                .takes("cluster", Schema.ref("clusterName"))
                .takes("group", Schema.ref("group"))
                .takes("placementConstraints", Schema.ref("placementConstraints"))
                .takes("behaviour", Schema.ref("behaviour"))
                .oneWay(
                        "definition|cpu memory gpus networkMode ports image healthCheck stopTimeout",
                        "cpu memory|definition volumeConfigurations");
    }

    private static Schema group() {
        return Schema.text("^\\S(.{0,253}\\S)?$")
                .says("Task group, in which spread counts; family:NAME, or service:NAME with service, unless stated.");
    }

    private static Schema service() {
        return Schema.flag()
                .says("Whether ties go to instances with fewer tasks of the group.")
                .unlessStated(false);
    }

    private static Schema queue() {
        Schema retry = Schema.object()
                .needs("first", Schema.ref("positiveDuration").says("Delay before the first retry."))
                .takes(
                        "factor",
                        Schema.number(1, 1000).says("Growth of the delay.").unlessStated(2))
                .takes("cap", Schema.ref("positiveDuration").says("The longest delay; 5m unless stated."))
                .needs("retries", Schema.integer(0, 1_000_000).says("Tries after the first."));
        return Schema.anyOf(
                        Schema.choice("wait", "fail"),
                        Schema.object()
                                .oneField()
                                .takes("wait", Schema.choice("strictFifo", "fifoWithPassing"))
                                .takes("retry", retry))
                .titled("Queue")
                .says("What happens to a task that fits nowhere; it waits, and later ones may pass, unless stated.");
    }

    private static Schema renewal() {
        return Schema.object()
                .titled("Life and repair")
                .needs("life", Schema.ref("durationLaw").says("Law of the time to a failure."))
                .needs("repair", Schema.ref("durationLaw").says("Law of the time to the repair."));
    }
}
