package io.ecsim.experiments.schema;

import java.util.LinkedHashMap;
import java.util.Map;

/** Services, what is done to them, and how programs behave. */
final class ServiceSchemas {

    private static final String NAME = "^[A-Za-z0-9_-]{1,255}$";
    private static final int MOST_TASKS = 1_000_000;
    private static final int DAY_MINUTES = 1440;

    private ServiceSchemas() {}

    static Map<String, Schema> definitions() {
        Map<String, Schema> all = new LinkedHashMap<>();
        all.put("createdService", service());
        all.put("serviceUpdate", update());
        all.put("taskProtection", protection());
        all.put("deploymentAlarms", alarms());
        all.put("deploymentConfiguration", deployment());
        all.put("placementStrategy", placementStrategy());
        all.put("targetGroup", targetGroup());
        all.put("volumeConfigurations", volumes());
        all.put("healthCheck", healthCheck());
        all.put("behaviour", behaviour());
        return all;
    }

    /** Adds the task definition of a task or a service: by file, inline, or in short. */
    static Schema withDefinition(Schema owner) {
        return owner.takes("definition", definition().says("A task definition, in place of cpu and memory."))
                .takes("cpu", Schema.integer(0, WorldSchemas.MOST_CPU_UNITS).says("CPU units, 1024 to a vCPU."))
                .takes("memory", Schema.ref("positiveMemory").says("Memory in MiB."))
                .takes("gpus", Schema.integer(0, 10_000).says("Whole GPUs.").unlessStated(0))
                .takes(
                        "gpuMilli",
                        Schema.integer(1, 999)
                                .says("Thousandths of one GPU that a task shares; ECS has no such thing, the cluster"
                                        + " must say gpuSharing."))
                .takes(
                        "networkMode",
                        Schema.choice("bridge", "awsvpc", "host", "none").unlessStated("bridge"))
                .takes(
                        "ports",
                        Schema.list(
                                        Schema.anyOf(
                                                Schema.integer(1, 65_535),
                                                Schema.text("^\\d{1,5}(/(tcp|udp))?$")
                                                        .such("53/udp")),
                                        0)
                                .says("Static host ports."))
                .takes("image", image())
                .takes("healthCheck", Schema.ref("healthCheck"))
                .takes(
                        "stopTimeout",
                        Schema.ref("duration").says("From SIGTERM to SIGKILL; the agent's unless stated."))
                .takes("volumeConfigurations", Schema.ref("volumeConfigurations"))
                .takes("extra", Schema.ref("extra"));
    }

    private static Schema definition() {
        return Schema.anyOf(
                Schema.text().says("A file, relative to the scenario."),
                Schema.openObject()
                        .says("As RegisterTaskDefinition takes it or DescribeTaskDefinition prints it.")
                        .oneWay("family containerDefinitions", "taskDefinition"));
    }

    private static Schema image() {
        return Schema.text("^\\S{1,512}$").says("The image of its container.").such("nginx:1.27");
    }

    private static Schema service() {
        Schema service = Schema.object()
                .titled("Service")
                .says("A service as CreateService takes it, what it runs, and what is done to it.")
                .needs(
                        "name",
                        Schema.text(NAME).says("Of the service; the family of its definition in the short form."))
                .takes(
                        "service",
                        Schema.anyOf(
                                        Schema.text().says("A file, relative to the scenario."),
                                        Schema.openObject()
                                                .says("As CreateService takes it or DescribeServices prints it.")
                                                .oneWay("serviceName", "services", "service|serviceName"))
                                .says(
                                        "The service in the form of the API, in place of the fields that have its names."))
                .takes("cluster", Schema.ref("clusterName"))
                .takes("desiredCount", Schema.integer(0, MOST_TASKS).says("Tasks to keep; needed unless DAEMON."))
                .takes(
                        "schedulingStrategy",
                        Schema.choice("REPLICA", "DAEMON")
                                .says("DAEMON keeps one task on each instance.")
                                .unlessStated("REPLICA"))
                .takes("deploymentConfiguration", Schema.ref("deploymentConfiguration"))
                .takes("placementStrategy", Schema.ref("placementStrategy"))
                .takes("placementConstraints", Schema.ref("placementConstraints"))
                .takes("launchType", CapacitySchemas.launchType())
                .takes("platformVersion", FargateSchemas.platformVersion())
                .takes("capacityProviderStrategy", Schema.ref("capacityProviderStrategy"))
                .takes(
                        "targetGroups",
                        Schema.list(Schema.ref("targetGroup"), 0)
                                .says("Load balancer target groups that each task joins, at most 5."))
                .takes(
                        "healthCheckGracePeriodSeconds",
                        Schema.integer(0, Integer.MAX_VALUE)
                                .says("Health is not looked at so long after a task's start.")
                                .unlessStated(0))
                .takes(
                        "availabilityZoneRebalancing",
                        Schema.choice("ENABLED", "DISABLED")
                                .says(
                                        "Whether tasks move when zones are out of balance; ENABLED with a placementStrategy"
                                                + " that allows it, unless stated."))
                .takes("behaviour", Schema.ref("behaviour"))
                .takes(
                        "updates",
                        Schema.list(Schema.ref("serviceUpdate"), 0).says("Calls of UpdateService, in order of time."))
                .takes(
                        "protections",
                        Schema.list(Schema.ref("taskProtection"), 0)
                                .says("Calls of UpdateTaskProtection, in order of time."))
                .takes("alarms", Schema.ref("deploymentAlarms"));
        String api = "desiredCount schedulingStrategy deploymentConfiguration placementStrategy placementConstraints"
                + " launchType platformVersion capacityProviderStrategy healthCheckGracePeriodSeconds"
                + " availabilityZoneRebalancing";
        String brief = "cpu memory gpus networkMode ports image healthCheck stopTimeout";
        return withDefinition(service)
                .oneWay(
                        "definition service|" + brief + " " + api,
                        "definition|service " + brief,
                        "cpu memory service|definition volumeConfigurations " + api,
                        "cpu memory|definition volumeConfigurations service");
    }

    private static Schema update() {
        return Schema.object()
                .titled("Call of UpdateService")
                .needs("at", Schema.ref("duration").says("When."))
                .takes("definition", definition().says("Another task definition: a new deployment."))
                .takes("volumeConfigurations", Schema.ref("volumeConfigurations"))
                .takes("image", image())
                .takes("behaviour", Schema.ref("behaviour"))
                .takes("desiredCount", Schema.integer(0, MOST_TASKS).says("Another count, without a new deployment."))
                .takes(
                        "forceNewDeployment",
                        Schema.flag()
                                .says("Whether the same revision is deployed anew.")
                                .unlessStated(false))
                .takes("deploymentConfiguration", Schema.ref("deploymentConfiguration"));
    }

    private static Schema protection() {
        return Schema.object()
                .titled("Call of UpdateTaskProtection")
                .needs("at", Schema.ref("duration").says("When."))
                .needs("tasks", Schema.integer(1, 10).says("How many, those RUNNING longest first."))
                .takes(
                        "protectionEnabled",
                        Schema.flag()
                                .says("Whether they become protected or stop being so.")
                                .unlessStated(true))
                .takes(
                        "expiresInMinutes",
                        Schema.integer(1, 2880)
                                .says("How long, where they become protected.")
                                .unlessStated(120));
    }

    private static Schema alarms() {
        Schema inAlarm = Schema.object()
                .needs("name", Schema.text().says("Of the alarm."))
                .needs("at", Schema.ref("duration").says("When it goes into ALARM."))
                .needs("for", Schema.ref("positiveDuration").says("How long it stays there."));
        return Schema.object()
                .titled("Alarms on deployments")
                .says("An alarm that goes into ALARM during a deployment fails it.")
                .needs("rollback", Schema.flag().says("Whether the last completed deployment comes back."))
                .needs("inAlarm", Schema.list(inAlarm, 0).says("Times in which an alarm is in ALARM."));
    }

    private static Schema deployment() {
        Schema threshold = Schema.object()
                .needs("type", Schema.choice("COUNT", "BOUNDED_PERCENT", "UNBOUNDED_PERCENT"))
                .needs("value", Schema.integer(1, Integer.MAX_VALUE).says("Tasks, or percent of the desired count."));
        Schema breaker = Schema.object()
                .says("What ends a deployment that does not work.")
                .needs("enable", Schema.flag())
                .needs("rollback", Schema.flag().says("Whether the last completed deployment comes back."))
                .takes(
                        "resetOnHealthyTask",
                        Schema.flag()
                                .says("Whether a healthy task begins the count of failures anew.")
                                .unlessStated(true))
                .takes("thresholdConfiguration", threshold.says("BOUNDED_PERCENT of 50 unless stated."));
        Schema linear = Schema.object()
                .takes("stepPercent", Schema.number(3, 100).unlessStated(10))
                .takes("stepBakeTimeInMinutes", Schema.integer(0, DAY_MINUTES).unlessStated(6));
        Schema canary = Schema.object()
                .takes("canaryPercent", Schema.number(0.1, 100.0).unlessStated(5))
                .takes("canaryBakeTimeInMinutes", Schema.integer(0, DAY_MINUTES).unlessStated(10));
        return Schema.object()
                .titled("Deployment configuration")
                .takes(
                        "minimumHealthyPercent",
                        Schema.integer(0, 100)
                                .says(
                                        "Of the desired count, rounded up, that stay healthy; 100, and 0 for DAEMON, unless stated."))
                .takes(
                        "maximumPercent",
                        Schema.integer(0, MOST_TASKS)
                                .says(
                                        "Of the desired count, rounded down, that exist at most; 200, and 100 for DAEMON, unless stated."))
                .takes(
                        "strategy",
                        Schema.choice("ROLLING", "BLUE_GREEN", "LINEAR", "CANARY")
                                .unlessStated("ROLLING"))
                .takes(
                        "bakeTimeInMinutes",
                        Schema.integer(0, DAY_MINUTES).says("Both revisions stay so long; needed by BLUE_GREEN."))
                .takes("linearConfiguration", linear.says("Equal steps, beside the strategy LINEAR."))
                .takes("canaryConfiguration", canary.says("A small share first, beside the strategy CANARY."))
                .takes("deploymentCircuitBreaker", breaker);
    }

    private static Schema placementStrategy() {
        return Schema.list(ExperimentSchemas.specification(), 0)
                .titled("Placement strategy of one service")
                .says("In place of the strategy under comparison; an empty list is the default of ECS.");
    }

    private static Schema targetGroup() {
        return Schema.object()
                .titled("Target group")
                .needs("name", Schema.text(NAME).says("Of its own in the scenario."))
                .takes(
                        "interval",
                        Schema.ref("positiveDuration").says("Between two probes, 5s to 300s; 30s unless stated."))
                .takes("healthyThreshold", Schema.integer(2, 10).unlessStated(5))
                .takes("unhealthyThreshold", Schema.integer(2, 10).unlessStated(2))
                .takes(
                        "deregistrationDelay",
                        Schema.ref("duration").says("Time to drain, at most 1h; 300s unless stated."));
    }

    private static Schema volumes() {
        Schema ebs = Schema.object().needs("sizeInGiB", Schema.integer(1, 16_384));
        return Schema.list(
                        Schema.object()
                                .needs("name", Schema.text())
                                .needs("managedEBSVolume", ebs.says("An Amazon EBS volume of each task.")),
                        0)
                .titled("Volumes configured at launch")
                .says("The volumes that the task definition leaves open.");
    }

    private static Schema healthCheck() {
        return Schema.object()
                .titled("Health check")
                .says("Of the container; what its probes find is in behaviour.")
                .takes("interval", Schema.ref("positiveDuration").says("5s to 300s; 30s unless stated."))
                .takes("timeout", Schema.ref("positiveDuration").says("2s to 60s; 5s unless stated."))
                .takes("retries", Schema.integer(1, 10).unlessStated(3))
                .takes("startPeriod", Schema.ref("duration").says("At most 300s; none unless stated."));
    }

    private static Schema behaviour() {
        Schema target = Schema.object()
                .takes(
                        "ready",
                        Schema.ref("durationLaw").says("From RUNNING until probes pass; at once unless stated."))
                .takes(
                        "fails",
                        Schema.ref("durationLaw").says("From RUNNING until they fail for good; never unless stated."));
        return container()
                .titled("Behaviour")
                .says("What the programs of a task do, which no task definition says.")
                .takes("containers", Schema.map(container()).says("What single containers do otherwise."))
                .takes("target", target.says("What the load balancer's probes find."));
    }

    private static Schema container() {
        return Schema.object()
                .takes("start", Schema.ref("durationLaw").says("From the order to having started."))
                .takes(
                        "startFailure",
                        LawSchemas.share(0, 1)
                                .says("How probable it is that it does not start.")
                                .unlessStated(0))
                .takes("run", Schema.ref("durationLaw").says("From its start to its exit; for ever unless stated."))
                .takes("exitCode", Schema.integer(0, 255).says("Of that exit.").unlessStated(0))
                .takes("stop", Schema.ref("durationLaw").says("From SIGTERM to its exit; at once unless stated."))
                .takes("ready", Schema.ref("durationLaw").says("From its start until probes of its health pass."))
                .takes("fails", Schema.ref("durationLaw").says("From its start until they fail for good."))
                .takes(
                        "probesHang",
                        Schema.flag().says("Whether failing probes hang.").unlessStated(false))
                .takes("peakMemory", Schema.ref("memoryLaw").says("Greatest resident memory."))
                .takes("cpu", Schema.ref("numberLaw").says("vCPU that it wants; unknown unless stated."));
    }
}
