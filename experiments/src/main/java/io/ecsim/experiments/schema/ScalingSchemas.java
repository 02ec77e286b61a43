package io.ecsim.experiments.schema;

/** Services that scale by themselves. */
final class ScalingSchemas {

    private static final int MOST = 1_000_000;

    private ScalingSchemas() {}

    static Schema targets() {
        Schema target = Schema.object()
                .titled("Scalable target")
                .says("A service whose desired count Application Auto Scaling changes.")
                .needs("service", Schema.text().says("The name of a REPLICA service of the scenario."))
                .takes("minCapacity", Schema.integer(0, MOST).says("Least desired count."))
                .takes("maxCapacity", Schema.integer(0, MOST).says("Greatest desired count."))
                .takes(
                        "target",
                        documents("ScalableTargets", "MinCapacity MaxCapacity")
                                .says(
                                        "Both, as RegisterScalableTarget takes them or DescribeScalableTargets prints them."))
                .takes(
                        "policies",
                        documents("ScalingPolicies", "PolicyName")
                                .says("As PutScalingPolicy takes them or DescribeScalingPolicies prints them."))
                .takes(
                        "alarms",
                        documents("MetricAlarms", "AlarmName")
                                .says("Those that trigger step scaling, as PutMetricAlarm takes them or DescribeAlarms"
                                        + " prints them."))
                .takes(
                        "scheduledActions",
                        documents("ScheduledActions", "ScheduledActionName")
                                .says("As PutScheduledAction takes them or DescribeScheduledActions prints them."))
                .takes("metrics", Schema.map(metric()).says("Metrics whose course is stated, by name."))
                .takes(
                        "publicationLag",
                        Schema.ref("duration")
                                .says("From the end of a minute until alarms know its datapoint; 1m unless stated."))
                .oneWay("minCapacity maxCapacity|target", "target|minCapacity maxCapacity");
        return Schema.list(target, 0).titled("Services that scale");
    }

    /** What the command line takes, one or a list of them, or prints: then those of the service are taken. */
    private static Schema documents(String printed, String each) {
        return Schema.anyOf(
                Schema.text().says("A file, relative to the scenario."),
                Schema.openObject().oneWay(printed, each),
                Schema.list(Schema.openObject().oneWay(each), 0));
    }

    private static Schema metric() {
        Schema level = Schema.anyOf(Schema.anyNumber(), Schema.nothing());
        return Schema.object()
                .needs(
                        "points",
                        Schema.list(Schema.tuple(Schema.ref("duration"), level), 1)
                                .says("Since when which level holds; null is a time without data."))
                .takes(
                        "perTask",
                        Schema.flag()
                                .says("Whether the running tasks share the level.")
                                .unlessStated(false));
    }
}
