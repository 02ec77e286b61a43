package io.ecsim.workloads.scenario;

import io.ecsim.agent.AgentDisconnections;
import io.ecsim.agent.AgentSettings;
import io.ecsim.agent.CpuSettings;
import io.ecsim.agent.MemorySettings;
import io.ecsim.agent.VolumeSettings;
import io.ecsim.controlplane.LifecycleTimings;
import io.ecsim.model.ContainerInstance;
import io.ecsim.naming.NearestName;
import io.ecsim.random.Law;
import io.ecsim.services.ServiceSettings;
import io.ecsim.traffic.RequestPlan;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds the fields of {@code controlPlane}: how agents, the service scheduler and the back end behave. */
final class BackEndBinder {

    private static final String LAW = "a law of durations, such as {exponential: {mean: 30d}}";
    private static final long SECOND = 1_000_000;
    private static final int MOST = 1_000_000;

    private final Faults faults;
    private final Optional<ClusterPlan> cluster;

    /** What the rules leave to whoever runs the cluster. */
    record Settings(AgentSettings agents, ServiceSettings services, LifecycleTimings timings, long requestStepMicros) {

        static final Settings DEFAULT = new Settings(
                AgentSettings.DEFAULT,
                ServiceSettings.DEFAULT,
                LifecycleTimings.DEFAULT,
                RequestPlan.DEFAULT_STEP_MICROS);
    }

    /**
     * Makes the binder.
     *
     * @param cluster whose agents can be silent; empty when it has faults of its own
     */
    BackEndBinder(Faults faults, Optional<ClusterPlan> cluster) {
        this.faults = faults;
        this.cluster = cluster;
    }

    /** Binds the field; what is absent is as the rules say. */
    Settings bind(Fields scenario) {
        return scenario.optionalObject("controlPlane", this::settings).orElse(Settings.DEFAULT);
    }

    private Optional<Settings> settings(Fields fields) {
        AgentSettings agents = fields.optionalObject("agent", this::agent).orElse(AgentSettings.DEFAULT);
        ServiceSettings services =
                fields.optionalObject("scheduler", BackEndBinder::scheduler).orElse(ServiceSettings.DEFAULT);
        LifecycleTimings timings =
                fields.optionalObject("timings", this::timings).orElse(LifecycleTimings.DEFAULT);
        Map<String, CpuSettings.Credits> modes = new LinkedHashMap<>();
        modes.put("standard", CpuSettings.Credits.STANDARD);
        modes.put("unlimited", CpuSettings.Credits.UNLIMITED);
        CpuSettings cpu = new CpuSettings(fields.optional("cpuCredits", node -> node.asChoice(faults, modes)));
        long step = fields.durationMicrosOr("requestStep", SECOND, 3600 * SECOND, RequestPlan.DEFAULT_STEP_MICROS);
        return fields.build(() -> new Settings(agents.with(cpu), services, timings, step));
    }

    private Optional<AgentSettings> agent(Fields fields) {
        AgentSettings absent = AgentSettings.DEFAULT;
        long commandMicros = micros(fields, "command", 0, absent.commandMicros());
        long stateChangeMicros = micros(fields, "stateChange", 0, absent.stateChangeMicros());
        long batchMicros = micros(fields, "containerBatch", 0, absent.containerBatchMicros());
        Law startSeconds = seconds(fields, "containerStart", absent.containerStartSeconds());
        long startTimeout = micros(fields, "containerStartTimeout", 45 * SECOND, absent.containerStartTimeoutMicros());
        long stopTimeout = micros(fields, "containerStopTimeout", SECOND, absent.containerStopTimeoutMicros());
        boolean upfront = fields.flagOr("pullDependentContainersUpfront", absent.pullDependentContainersUpfront());
        long cleanupMicros = micros(fields, "taskCleanupWait", 0, absent.taskCleanupWaitMicros());
        MemorySettings memory =
                fields.optionalObject("memory", BackEndBinder::memory).orElse(absent.memory());
        VolumeSettings volumes = fields.optionalObject("volumes", this::volumes).orElse(absent.volumes());
        AgentDisconnections disconnections =
                fields.optionalObject("disconnections", this::disconnections).orElse(absent.disconnections());
        boolean spotDraining = fields.flagOr("spotInstanceDraining", absent.spotInstanceDraining());
        return fields.build(() -> new AgentSettings(
                commandMicros,
                stateChangeMicros,
                batchMicros,
                startSeconds,
                startTimeout,
                stopTimeout,
                upfront,
                cleanupMicros,
                memory,
                CpuSettings.DEFAULT,
                volumes,
                disconnections,
                spotDraining));
    }

    private static long micros(Fields fields, String name, long minMicros, long absentMicros) {
        return fields.durationMicrosOr(name, minMicros, Quantity.LONGEST_MICROS, absentMicros);
    }

    private Law seconds(Fields fields, String name, Law absent) {
        return fields.optional(name, this::law).orElse(absent);
    }

    private Optional<Law> law(Node node) {
        return Laws.read(node, faults, Quantity.DURATION).map(InSeconds::new);
    }

    private static Optional<MemorySettings> memory(Fields fields) {
        boolean enforced = fields.flagOr("enforced", MemorySettings.DEFAULT.enforced());
        int reservedMiB = fields.memoryMiBOr("reserved", 0, Integer.MAX_VALUE, 0);
        return fields.build(() -> new MemorySettings(enforced, reservedMiB));
    }

    private Optional<VolumeSettings> volumes(Fields fields) {
        VolumeSettings absent = VolumeSettings.DEFAULT;
        Law efsSeconds = seconds(fields, "efsMount", absent.efsMountSeconds());
        Law ebsSeconds = seconds(fields, "ebsAttach", absent.ebsAttachSeconds());
        int attachments = fields.integerOr("ebsAttachments", 0, MOST, absent.ebsAttachments());
        List<String> shared =
                fields.listOrEmpty("sharedDockerVolumes", node -> node.asText(faults, "the name of a volume"));
        return fields.build(() -> new VolumeSettings(efsSeconds, ebsSeconds, attachments, shared));
    }

    private Optional<AgentDisconnections> disconnections(Fields fields) {
        AgentDisconnections absent = AgentDisconnections.NONE;
        Optional<AgentDisconnections.AtRandom> random = fields.optionalObject("atRandom", inside -> {
            Optional<Law> between = inside.required("between", LAW, this::law);
            Optional<Law> lasts = inside.required("lasts", LAW, this::law);
            return inside.build(() -> new AgentDisconnections.AtRandom(between.orElseThrow(), lasts.orElseThrow()));
        });
        List<AgentDisconnections.Planned> planned = fields.listOrEmpty("planned", this::planned);
        long detection = micros(fields, "detection", 0, absent.detectionMicros());
        long registration = micros(fields, "registration", 0, absent.registrationMicros());
        return fields.build(() -> new AgentDisconnections(random, planned, detection, registration));
    }

    private Optional<AgentDisconnections.Planned> planned(Node node) {
        Fields fields = node.asObject(faults);
        Optional<String> instance = fields.required(
                "instance", "the id of an instance, such as i-000001", id -> instance(id, faults, cluster));
        long atMicros = fields.durationMicros("at", 0, Quantity.LONGEST_MICROS);
        long lastsMicros = fields.durationMicros("for", 1, Quantity.LONGEST_MICROS);
        return fields.build(() -> new AgentDisconnections.Planned(instance.orElseThrow(), atMicros, lastsMicros));
    }

    /** Reads the id of an instance of the cluster. */
    static Optional<String> instance(Node node, Faults faults, Optional<ClusterPlan> cluster) {
        Optional<String> id = node.asText(faults, "the id of an instance, such as i-000001");
        if (id.isEmpty() || cluster.isEmpty()) {
            return id;
        }
        List<String> known =
                cluster.get().instances().stream().map(ContainerInstance::id).toList();
        if (!known.contains(id.get())) {
            return node.fault(
                    faults,
                    "found \"" + id.get() + "\", which is no instance of the cluster"
                            + (NearestName.of(id.get(), known).isEmpty() ? "." : NearestName.hint(id.get(), known))
                            + " Its ids go from " + known.get(0) + " to "
                            + known.get(known.size() - 1));
        }
        return id;
    }

    private static Optional<ServiceSettings> scheduler(Fields fields) {
        ServiceSettings absent = ServiceSettings.DEFAULT;
        long least = micros(fields, "leastReaction", 0, absent.leastReactionMicros());
        long most = micros(fields, "mostReaction", 0, absent.mostReactionMicros());
        boolean stopping = fields.flagOr("stoppingCounts", absent.stoppingCounts());
        long retry = micros(fields, "placementRetry", 1, absent.placementRetryMicros());
        int launches = fields.integerOr("launchesPerMinute", 1, MOST, absent.launchesPerMinute());
        long firstThrottle = micros(fields, "firstThrottle", 1, absent.firstThrottleMicros());
        long longestThrottle = micros(fields, "longestThrottle", 1, absent.longestThrottleMicros());
        boolean randomScaleIn = fields.flagOr("randomScaleIn", absent.randomScaleIn());
        return fields.build(() -> new ServiceSettings(
                least, most, stopping, retry, launches, firstThrottle, longestThrottle, randomScaleIn));
    }

    private Optional<LifecycleTimings> timings(Fields fields) {
        LifecycleTimings absent = LifecycleTimings.DEFAULT;
        Law attach = seconds(fields, "eniAttach", absent.eniAttachSeconds());
        Law detach = seconds(fields, "eniDetach", absent.eniDetachSeconds());
        long hostLoss = micros(fields, "hostLoss", 0, absent.hostLossMicros());
        return fields.build(() -> new LifecycleTimings(attach, detach, hostLoss));
    }
}
