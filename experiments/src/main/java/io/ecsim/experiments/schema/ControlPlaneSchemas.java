package io.ecsim.experiments.schema;

/** How agents, the service scheduler and the back end behave. */
final class ControlPlaneSchemas {

    private static final int MOST = 1_000_000;

    private ControlPlaneSchemas() {}

    static Schema controlPlane() {
        return Schema.object()
                .says("Asks for tasks that pass through all states of ECS; services and images imply it.")
                .takes("agent", agent())
                .takes("scheduler", scheduler())
                .takes("timings", timings())
                .takes(
                        "cpuCredits",
                        Schema.choice("standard", "unlimited")
                                .says("Of instances of the T families; T2 standard, others unlimited unless stated."))
                .takes(
                        "requestStep",
                        Schema.ref("positiveDuration")
                                .says("Rates of requests are averaged over so long, 1s to 1h; 60s unless stated."));
    }

    private static Schema agent() {
        Schema memory = Schema.object()
                .takes(
                        "enforced",
                        Schema.flag()
                                .says("Whether what uses too much is killed.")
                                .unlessStated(true))
                .takes("reserved", Schema.ref("memory").says("ECS_RESERVED_MEMORY, beyond what is registered."));
        Schema volumes = Schema.object()
                .takes("efsMount", Schema.ref("durationLaw").says("1s unless stated."))
                .takes("ebsAttach", Schema.ref("durationLaw").says("10s unless stated."))
                .takes(
                        "ebsAttachments",
                        Schema.integer(0, MOST)
                                .says("Volumes of tasks that an instance takes.")
                                .unlessStated(26))
                .takes("sharedDockerVolumes", Schema.list(Schema.text(), 0).says("On every instance from the start."));
        return Schema.object()
                .titled("Container agents")
                .takes("command", Schema.ref("duration").says("From the back end to an agent; 100ms unless stated."))
                .takes(
                        "stateChange",
                        Schema.ref("duration").says("From an agent to the back end; 100ms unless stated."))
                .takes(
                        "containerBatch",
                        Schema.ref("duration")
                                .says("A change of a container alone is told so late; 10s unless stated."))
                .takes(
                        "containerStart",
                        Schema.ref("durationLaw").says("Where its behaviour states none; 1s to 2s unless stated."))
                .takes(
                        "containerStartTimeout",
                        Schema.ref("positiveDuration")
                                .says("ECS_CONTAINER_START_TIMEOUT, at least 45s; 3m unless stated."))
                .takes(
                        "containerStopTimeout",
                        Schema.ref("positiveDuration")
                                .says("ECS_CONTAINER_STOP_TIMEOUT, at least 1s; 30s unless stated."))
                .takes(
                        "pullDependentContainersUpfront",
                        Schema.flag()
                                .says("ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT.")
                                .unlessStated(false))
                .takes(
                        "taskCleanupWait",
                        Schema.ref("duration").says("ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION; 3h unless stated."))
                .takes("memory", memory)
                .takes("volumes", volumes)
                .takes("disconnections", disconnections())
                .takes(
                        "spotInstanceDraining",
                        Schema.flag().says("ECS_ENABLE_SPOT_INSTANCE_DRAINING.").unlessStated(false));
    }

    private static Schema disconnections() {
        Schema random = Schema.object()
                .says("Of each agent by itself.")
                .needs("between", Schema.ref("durationLaw").says("From being heard to the next silence."))
                .needs("lasts", Schema.ref("durationLaw").says("Length of a silence."));
        Schema planned = Schema.object()
                .needs("instance", Schema.text().says("Its id.").such("i-000001"))
                .needs("at", Schema.ref("duration"))
                .needs("for", Schema.ref("positiveDuration"));
        return Schema.object()
                .titled("Silent agents")
                .says("Agents that cannot be heard while their machines live on; none unless stated.")
                .takes("atRandom", random)
                .takes("planned", Schema.list(planned, 0))
                .takes("detection", Schema.ref("duration").says("Until agentConnected is false; 3m unless stated."))
                .takes("registration", Schema.ref("duration").says("Of an agent heard again; 1s unless stated."));
    }

    private static Schema scheduler() {
        return Schema.object()
                .titled("Service scheduler")
                .takes("leastReaction", Schema.ref("duration").says("To a change; 1s unless stated."))
                .takes("mostReaction", Schema.ref("duration").says("To a change; 5s unless stated."))
                .takes(
                        "stoppingCounts",
                        Schema.flag()
                                .says("Whether tasks that stop count against maximumPercent.")
                                .unlessStated(true))
                .takes(
                        "placementRetry",
                        Schema.ref("positiveDuration").says("After finding no room; 30s unless stated."))
                .takes(
                        "launchesPerMinute",
                        Schema.integer(1, MOST).says("Of one service.").unlessStated(500))
                .takes(
                        "firstThrottle",
                        Schema.ref("positiveDuration").says("After tasks that failed to start; 10s unless stated."))
                .takes(
                        "longestThrottle",
                        Schema.ref("positiveDuration").says("The longest such pause; 27m unless stated."))
                .takes(
                        "randomScaleIn",
                        Schema.flag()
                                .says("Whether chance decides among tasks alike to scale-in.")
                                .unlessStated(false));
    }

    private static Schema timings() {
        return Schema.object()
                .titled("Steps of the back end")
                .takes("eniAttach", Schema.ref("durationLaw").says("6s to 10s unless stated."))
                .takes("eniDetach", Schema.ref("durationLaw").says("10s to 20s unless stated."))
                .takes(
                        "hostLoss",
                        Schema.ref("duration").says("Until the end of a machine is noticed; 60s unless stated."));
    }

    static Schema operations() {
        Schema operation = Schema.object()
                .needs("at", Schema.ref("duration").says("When."))
                .takes("drain", which().says("Sets ACTIVE instances DRAINING."))
                .takes("activate", which().says("Sets DRAINING instances ACTIVE."))
                .takes("deregister", which().says("Takes instances out of the cluster; their machines run on."))
                .takes(
                        "force",
                        Schema.flag()
                                .says("Whether instances with tasks are deregistered too.")
                                .unlessStated(false))
                .oneWay(
                        "drain|activate deregister force",
                        "activate|drain deregister force",
                        "deregister|drain activate");
        return Schema.list(operation, 0).titled("Calls on container instances");
    }

    private static Schema which() {
        return Schema.anyOf(
                Schema.list(Schema.text().such("i-000001"), 1).says("Ids of instances."),
                Schema.object().needs("zone", Schema.text().says("All instances of a zone.")));
    }
}
