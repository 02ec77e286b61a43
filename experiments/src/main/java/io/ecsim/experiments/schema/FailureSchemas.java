package io.ecsim.experiments.schema;

/** The schema of what fails. */
final class FailureSchemas {

    private FailureSchemas() {}

    static Schema failures() {
        Schema recovery = Schema.object()
                .needs("retries", Schema.integer(0, 1_000_000).says("Attempts after the first."))
                .takes(
                        "checkpoint",
                        Schema.ref("duration").says("Run time is kept in multiples of this; none unless stated."))
                .takes("first", Schema.ref("duration").says("Delay before the next attempt."))
                .takes(
                        "factor",
                        Schema.number(1, 1000).says("Growth of the delay.").unlessStated(2));
        return Schema.object()
                .titled("Failures")
                .says("What fails, and what happens to the work; nothing fails unless stated.")
                .takes("instances", Schema.ref("renewal").says("Each instance fails and is replaced."))
                .takes(
                        "zones",
                        Schema.list(zoneEvent(), 0)
                                .says("Zones that lose power, cannot be reached or are impaired, at given times."))
                .takes("randomZones", Schema.ref("renewal").says("Each zone loses power at random, by itself."))
                .takes("shocks", Schema.list(shock(), 0).says("Common causes that take several instances at once."))
                .takes("outages", outages())
                .takes("agents", Schema.list(storm(), 0).says("Agents that lose their connection together."))
                .takes("registries", Schema.list(registry(), 0).says("Registries that are down or slow."))
                .takes(
                        "controlPlane",
                        Schema.list(controlPlane(), 0).says("Times at which launches are refused or slow."))
                .takes("spotReclaims", Schema.list(wave(), 0).says("Spot capacity that is taken back."))
                .takes(
                        "instanceRefreshes",
                        Schema.list(refresh(), 0).says("Auto Scaling groups that replace their instances."))
                .takes(
                        "zonalShifts",
                        Schema.list(shift(), 0).says("Zones that load balancers send nothing to for a time."))
                .takes("crashes", Schema.ref("durationLaw").says("Law of the run time at which a task crashes."))
                .takes("recovery", recovery.says("Attempts after a failure; none unless stated."));
    }

    private static Schema zoneEvent() {
        return Schema.object()
                .needs("zone", Schema.text().says("A zone of the cluster."))
                .takes(
                        "kind",
                        Schema.choice("power", "partition", "impaired")
                                .says("Its instances end, nothing gets in or out, or requests are slow or fail.")
                                .unlessStated("power"))
                .needs("at", Schema.ref("duration").says("When it begins."))
                .needs("for", Schema.ref("positiveDuration").says("How long."))
                .takes(
                        "latencyFactor",
                        Schema.number(1, 1_000_000)
                                .says("Requests to an impaired zone take so many times as long.")
                                .unlessStated(1))
                .takes(
                        "errors",
                        LawSchemas.share(0, 1)
                                .says("Share of the requests to an impaired zone that fail.")
                                .unlessStated(0));
    }

    private static Schema lasting() {
        return Schema.object()
                .needs("at", Schema.ref("duration").says("When it begins."))
                .needs("for", Schema.ref("positiveDuration").says("How long."));
    }

    private static Schema shift() {
        return lasting().needs("zone", Schema.text().says("A zone of the cluster."));
    }

    private static Schema storm() {
        return lasting()
                .takes(
                        "share",
                        LawSchemas.shareAboveZero(1)
                                .says("How probable it is for an agent.")
                                .unlessStated(1))
                .takes("zone", Schema.text().says("Where; in every zone unless stated."));
    }

    private static Schema registry() {
        return lasting()
                .needs("registry", Schema.text().says("Its name in the field images."))
                .takes("kind", Schema.choice("down", "slow").unlessStated("down"))
                .takes(
                        "factor",
                        Schema.number(1, 1_000_000)
                                .says("A slow one takes so many times as long to answer and sends so much less."))
                .takes("throughput", Schema.ref("throughput").says("What a slow one sends to all together."));
    }

    private static Schema controlPlane() {
        return lasting()
                .takes("refused", Schema.flag().says("No task is launched.").unlessStated(false))
                .takes("rate", Schema.numberAboveZero(1_000_000).says("Tasks launched in a second, by all together."))
                .takes(
                        "reactionFactor",
                        Schema.number(1, 1_000_000)
                                .says("The service scheduler takes so many times as long to react.")
                                .unlessStated(1));
    }

    private static Schema wave() {
        return Schema.object()
                .needs("at", Schema.ref("duration").says("When notice is given."))
                .takes("pool", Schema.text().says("The group that is hit; every one unless stated."))
                .takes("zone", Schema.text().says("The zone that is hit; every one unless stated."))
                .takes("instanceType", Schema.text().says("The type that is hit; every one unless stated."))
                .takes(
                        "share",
                        LawSchemas.shareAboveZero(1)
                                .says("How probable it is for an instance.")
                                .unlessStated(1))
                .takes(
                        "notice",
                        Schema.ref("duration")
                                .says("From the notice to the end.")
                                .unlessStated("2m"));
    }

    private static Schema refresh() {
        return Schema.object()
                .needs("at", Schema.ref("duration").says("When it begins."))
                .needs("autoScalingGroup", Schema.text().says("Its name."))
                .takes(
                        "minHealthyPercentage",
                        Schema.integer(0, 100)
                                .says("Share of the desired capacity that stays in service.")
                                .unlessStated(90))
                .takes("instanceWarmup", Schema.ref("duration").says("From one replacement to the next."));
    }

    private static Schema shock() {
        return Schema.object()
                .needs(
                        "domain",
                        Schema.choice("zone", "pool", "image", "region", "instance")
                                .says("What is hit as a whole."))
                .takes(
                        "only",
                        Schema.list(Schema.text(), 0).says("Names of the domains that are hit; all unless stated."))
                .needs("every", Schema.ref("positiveDuration").says("Mean distance of the shocks of one domain."))
                .needs("share", LawSchemas.shareAboveZero(1).says("How probable it is that a member that is up falls."))
                .needs("repair", Schema.ref("durationLaw").says("Law of the time to the replacement."));
    }

    private static Schema outages() {
        return Schema.object()
                .says("A file that says when which instances are away.")
                .needs("file", Schema.text())
                .takes("instance", Schema.text().says("The column of ids.").unlessStated("instance"))
                .needs("leaves", TraceSchemas.time())
                .needs("returns", TraceSchemas.time())
                .takes("from", Schema.ref("duration").says("The time of the file that becomes time 0."));
    }
}
