package io.ecsim.experiments.worlds;

import io.ecsim.agent.AgentDisconnections;
import io.ecsim.agent.AgentSettings;
import io.ecsim.agent.MemorySettings;
import io.ecsim.agent.VolumeSettings;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.LifecycleTimings;
import io.ecsim.controlplane.RunTaskCall;
import io.ecsim.controlplane.StartTaskCall;
import io.ecsim.controlplane.TaskCall;
import io.ecsim.controlplane.TaskCallPlan;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.faults.FaultPlan;
import io.ecsim.images.Image;
import io.ecsim.images.ImageCleanup;
import io.ecsim.images.ImageSettings;
import io.ecsim.images.Layer;
import io.ecsim.images.PullBehavior;
import io.ecsim.images.RateLimit;
import io.ecsim.images.Registry;
import io.ecsim.images.RegistryOutage;
import io.ecsim.images.SourceAddress;
import io.ecsim.images.Throughput;
import io.ecsim.model.ContainerBehaviour;
import io.ecsim.model.ContainerCondition;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerDependency;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.model.DeploymentCircuitBreaker;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.DeploymentStrategy;
import io.ecsim.model.HealthCheck;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.PlacementStrategy;
import io.ecsim.model.PortMapping;
import io.ecsim.model.Protocol;
import io.ecsim.model.RestartPolicy;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.Service;
import io.ecsim.model.TargetGroup;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.services.DeploymentAlarms;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceSettings;
import io.ecsim.services.ServiceUpdate;
import io.ecsim.services.UpdateTaskProtection;
import io.ecsim.traffic.LoadBalancing;
import io.ecsim.traffic.RequestPlan;
import io.ecsim.traffic.RequestRate;
import io.ecsim.traffic.RequestRetries;
import io.ecsim.traffic.ServiceRequests;
import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.ExponentialLaw;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.law.UniformLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A {@link RandomScenario} under a control plane, drawn from the same seed: images and registries, programs that fail,
 * services that are updated, calls, agents that lose their connection, and {@link RandomFaults}.
 */
final class RandomControlPlane {

    private static final long SECOND = 1_000_000L;
    private static final List<String> REGISTRIES = List.of("hub", "ecr");

    private final RandomStream random;
    private final RandomScenario base;
    private final long horizonMicros;
    private final List<TaskSpec> specs = new ArrayList<>();
    private final List<Image> images;
    final World world;

    RandomControlPlane(long seed) {
        random = new Streams(seed, 0).sequential("control plane");
        base = new RandomScenario(seed);
        horizonMicros = base.world.horizonMicros() / 7;
        images = images();
        for (TaskSpec spec : base.world.tasks()) {
            specs.add(withPrograms(spec));
        }
        List<ServicePlan> services = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            services.add(service("s" + i));
        }
        TaskCallPlan calls = calls();
        World shared = new World(
                        base.world.instances(),
                        specs,
                        base.world.workload(),
                        base.world.noFit(),
                        faults(seed),
                        horizonMicros,
                        base.world.warmupMicros() / 7)
                .with(calls)
                .with(new ControlPlane(agents(), imageSettings(), services, serviceSettings(), timings())
                        .with(requests(seed, services.size())));
        world = base.world.sharesGpus() ? shared.sharingGpus() : shared;
    }

    /** Requests have a stream of their own; half of the services get some, up to far more than they can answer. */
    private static RequestPlan requests(long seed, int services) {
        RandomStream draws = new Streams(seed, 0).sequential("requests");
        List<ServiceRequests> requests = new ArrayList<>();
        for (int service = 0; service < services; service++) {
            if (draws.nextInt(2) == 0) {
                continue;
            }
            requests.add(new ServiceRequests(
                    service,
                    RequestRate.constant(draws.nextInt(500)),
                    0.001 * (1 + draws.nextInt(50)),
                    0.001 * draws.nextInt(100),
                    1 + draws.nextInt(4),
                    0.5 + draws.nextInt(5),
                    1 + draws.nextInt(500),
                    new RequestRetries(draws.nextInt(4), 0.5, 2, 0.5, draws.nextInt(2) == 0 ? 0.2 : 10),
                    draws.nextInt(2) == 0 ? LoadBalancing.ROUND_ROBIN : LoadBalancing.LEAST_OUTSTANDING,
                    draws.nextInt(2) == 0,
                    1000));
        }
        return new RequestPlan(requests, (1 + draws.nextInt(60)) * SECOND);
    }

    /** Faults have a stream of their own; two thirds of the worlds have any beside those of the base. */
    private FaultPlan faults(long seed) {
        FaultPlan plain = base.world.faults();
        RandomStream draws = new Streams(seed, 0).sequential("faults");
        return draws.nextInt(3) == 0
                ? plain
                : new RandomFaults(draws, base.world.instances(), REGISTRIES, horizonMicros).added(plain);
    }

    String chain() {
        // who repacks is refused under a control plane
        return base.chain.startsWith("repack(") ? "binpack(memory)" : base.chain;
    }

    boolean randomTies() {
        return base.randomTies;
    }

    private List<Image> images() {
        List<Layer> layers = new ArrayList<>();
        int distinct = between(1, 8);
        for (int i = 0; i < distinct; i++) {
            layers.add(new Layer("sha256:" + i, between(0, 400) * 1_000_000L));
        }
        List<Image> made = new ArrayList<>();
        int count = between(1, 5);
        for (int i = 0; i < count; i++) {
            int from = random.nextInt(distinct);
            made.add(new Image("app:" + i, pick(REGISTRIES), layers.subList(from, between(from + 1, distinct))));
        }
        return made;
    }

    private ImageSettings imageSettings() {
        if (random.nextInt(4) == 0) {
            return ImageSettings.CACHED;
        }
        List<Registry> registries = new ArrayList<>();
        for (String name : REGISTRIES) {
            Optional<RateLimit> limit = random.nextInt(4) == 0
                    ? Optional.of(new RateLimit(
                            between(1, 40),
                            between(1, 3600) * SECOND,
                            pick(List.of(RateLimit.Refill.values())),
                            pick(List.of(RateLimit.Scope.values()))))
                    : Optional.empty();
            List<RegistryOutage> outages = random.nextInt(4) == 0
                    ? List.of(new RegistryOutage(someTime(), between(1, 1200) * SECOND))
                    : List.of();
            registries.add(new Registry(
                    name,
                    pick(List.of(Registry.Kind.values())),
                    between(1, 500) * 1_000_000L,
                    between(0, 500) * 1_000L,
                    limit,
                    outages));
        }
        return new ImageSettings(
                registries,
                images,
                pick(List.of(PullBehavior.values())),
                Throughput.DEFAULT,
                pick(List.of(SourceAddress.values())),
                random.nextInt(2) == 0
                        ? ImageCleanup.DEFAULT
                        : new ImageCleanup(true, 600 * SECOND, between(1, 600) * SECOND, between(1, 3)),
                random.nextInt(2) * ImageSettings.MANIFEST_CHECK_MICROS,
                random.nextInt(3) == 0 ? Set.of(pick(images).reference()) : Set.of());
    }

    /** Returns a spec of the workload whose containers have images and behave in some way. */
    private TaskSpec withPrograms(TaskSpec spec) {
        TaskDefinition plain = spec.definition();
        ContainerDefinition only = plain.containers().get(0);
        TaskDefinition definition = new TaskDefinition(
                        plain.family(),
                        plain.revision(),
                        plain.networkMode(),
                        plain.cpuUnits(),
                        plain.memoryMiB(),
                        List.of(container(only, lifecycle(List.of(), false))),
                        plain.constraints(),
                        plain.extra())
                .sharing(plain.gpuMilli());
        TaskBehaviour behaviour = random.nextInt(2) == 0 ? TaskBehaviour.STEADY : behaviour(false);
        return new TaskSpec(definition, spec.group(), spec.constraints(), spec.service(), spec.cluster(), behaviour);
    }

    private static ContainerDefinition container(ContainerDefinition plain, ContainerLifecycle lifecycle) {
        return new ContainerDefinition(
                plain.name(),
                plain.cpuUnits(),
                plain.memoryMiB(),
                plain.memoryReservationMiB(),
                plain.gpus(),
                plain.essential(),
                plain.portMappings(),
                lifecycle);
    }

    private ContainerLifecycle lifecycle(List<ContainerDependency> dependsOn, boolean checked) {
        return new ContainerLifecycle(
                random.nextInt(8) == 0 ? "" : pick(images).reference(),
                dependsOn,
                checked || random.nextInt(3) == 0
                        ? Optional.of(new HealthCheck(
                                between(5, 60), between(2, 20), between(1, 4), random.nextInt(2) * between(0, 60)))
                        : Optional.empty(),
                0,
                random.nextInt(3) == 0 ? between(1, 120) : 0,
                random.nextInt(6) == 0
                        ? Optional.of(new RestartPolicy(between(60, 300), List.of()))
                        : Optional.empty());
    }

    private ContainerBehaviour program(boolean ends) {
        return new ContainerBehaviour(
                maybe(uniform(0, 20)),
                random.nextInt(4) == 0 ? random.nextInt(11) / 10.0 : 0,
                ends && random.nextInt(4) == 0 ? Optional.of(exponential(between(5, 3000))) : Optional.empty(),
                random.nextInt(2),
                maybe(uniform(0, 60)),
                random.nextInt(4) == 0 ? Optional.of(exponential(between(1, 90))) : Optional.empty(),
                random.nextInt(4) == 0 ? Optional.of(exponential(between(60, 6000))) : Optional.empty(),
                random.nextInt(4) == 0,
                random.nextInt(6) == 0 ? Optional.of(uniform(1, 3000)) : Optional.empty(),
                maybe(uniform(0, 2)));
    }

    private TaskBehaviour behaviour(boolean ends) {
        return new TaskBehaviour(
                Map.of("c", program(ends), "side", program(ends)),
                random.nextInt(3) == 0 ? Optional.of(exponential(between(1, 60))) : Optional.empty(),
                random.nextInt(5) == 0 ? Optional.of(exponential(between(60, 6000))) : Optional.empty());
    }

    private ServicePlan service(String name) {
        boolean daemon = random.nextInt(4) == 0;
        List<TargetGroup> groups = new ArrayList<>();
        while (!daemon && groups.size() < 2 && random.nextInt(3) == 0) {
            groups.add(new TargetGroup(
                    "t" + groups.size(), between(5, 30), between(2, 5), between(2, 4), between(0, 200)));
        }
        Service service = new Service(
                name,
                Service.DEFAULT_CLUSTER,
                daemon ? SchedulingStrategy.DAEMON : SchedulingStrategy.REPLICA,
                daemon ? 0 : random.nextInt(9),
                daemon ? DeploymentConfiguration.DAEMON_DEFAULT : configuration(),
                groups,
                random.nextInt(3) == 0 ? between(0, 200) : 0,
                random.nextInt(3) == 0,
                daemon || random.nextInt(3) > 0 ? Optional.empty() : Optional.of(strategies()));
        int first = specs.size();
        specs.add(revision(service, 1));
        return new ServicePlan(
                service,
                first,
                updates(service, daemon),
                random.nextInt(4) == 0
                        ? List.of(new UpdateTaskProtection(someTime(), between(1, 4), true, between(1, 60)))
                        : List.of(),
                random.nextInt(8) == 0
                        ? new DeploymentAlarms(
                                random.nextInt(2) == 0,
                                List.of(new DeploymentAlarms.InAlarm("a", horizonMicros / 3, horizonMicros / 2)))
                        : DeploymentAlarms.NONE);
    }

    private List<PlacementStrategy> strategies() {
        return pick(List.of(
                List.of(),
                List.of(new PlacementStrategy.Spread("instanceId")),
                List.of(new PlacementStrategy.Spread("attribute:ecs.availability-zone")),
                List.of(new PlacementStrategy.Random())));
    }

    private DeploymentConfiguration configuration() {
        DeploymentStrategy strategy = switch (random.nextInt(8)) {
            case 0 -> new DeploymentStrategy.BlueGreen(between(0, 10));
            case 1 -> new DeploymentStrategy.Linear(between(5, 60), between(0, 3), between(0, 5));
            case 2 -> new DeploymentStrategy.Canary(between(1, 50), between(0, 5), between(0, 5));
            default -> new DeploymentStrategy.Rolling();
        };
        Optional<DeploymentCircuitBreaker> breaker = random.nextInt(2) == 0
                ? Optional.of(new DeploymentCircuitBreaker(
                        random.nextInt(2) == 0,
                        pick(List.of(DeploymentCircuitBreaker.ThresholdType.values())),
                        between(1, 60),
                        random.nextInt(2) == 0))
                : Optional.empty();
        return new DeploymentConfiguration(
                pick(List.of(0, 50, 75, 100)), pick(List.of(100, 125, 150, 200)), strategy, breaker);
    }

    private TaskSpec revision(Service service, int revision) {
        int memory = between(16, 900);
        List<ContainerDefinition> containers = new ArrayList<>();
        boolean side = random.nextInt(3) == 0;
        List<ContainerDependency> after = side
                ? List.of(new ContainerDependency(
                        "side", pick(List.of(ContainerCondition.START, ContainerCondition.HEALTHY))))
                : List.of();
        List<PortMapping> ports = random.nextInt(5) == 0
                ? List.of(new PortMapping(80, random.nextInt(2) == 0 ? 0 : 8080, Protocol.TCP))
                : List.of();
        containers.add(new ContainerDefinition(
                "c", between(0, 600), memory, 0, 0, true, ports, lifecycle(after, random.nextInt(2) == 0)));
        if (side) {
            containers.add(new ContainerDefinition(
                    "side",
                    between(0, 100),
                    between(4, 100),
                    0,
                    0,
                    random.nextInt(2) == 0,
                    List.of(),
                    lifecycle(List.of(), true)));
        }
        TaskDefinition definition = new TaskDefinition(
                service.name(),
                revision,
                pick(List.of(NetworkMode.BRIDGE, NetworkMode.BRIDGE, NetworkMode.AWSVPC)),
                0,
                0,
                containers,
                random.nextInt(6) == 0 ? List.of(new PlacementConstraint.DistinctInstance()) : List.of(),
                Map.of());
        TaskBehaviour behaviour = random.nextInt(3) == 0 ? TaskBehaviour.STEADY : behaviour(true);
        return new TaskSpec(definition, service.group(), List.of(), true, service.cluster(), behaviour);
    }

    private List<ServiceUpdate> updates(Service service, boolean daemon) {
        List<ServiceUpdate> updates = new ArrayList<>();
        long at = 0;
        while (updates.size() < 5 && random.nextInt(4) > 0) {
            at += random.nextInt(4) == 0 ? between(0, 60) * SECOND : someTime() / 3;
            OptionalInt spec = OptionalInt.empty();
            if (random.nextInt(2) == 0) {
                spec = OptionalInt.of(specs.size());
                specs.add(revision(service, updates.size() + 2));
            }
            updates.add(new ServiceUpdate(
                    at,
                    spec,
                    daemon || random.nextInt(2) == 0 ? OptionalInt.empty() : OptionalInt.of(random.nextInt(9)),
                    random.nextInt(5) == 0,
                    daemon || random.nextInt(4) > 0 ? Optional.empty() : Optional.of(configuration())));
        }
        return updates;
    }

    private TaskCallPlan calls() {
        List<TaskCallPlan.Timed> timed = new ArrayList<>();
        while (timed.size() < 4 && random.nextInt(2) == 0) {
            int spec = random.nextInt(base.world.tasks().size());
            Optional<Law> run = maybe(exponential(between(10, 2000)));
            String name = "call-" + timed.size();
            TaskCall call = random.nextInt(2) == 0
                    ? new RunTaskCall(name, spec, between(1, 10), "", run)
                    : new StartTaskCall(name, spec, instanceIds(), "", run);
            timed.add(new TaskCallPlan.Timed(someTime(), call));
        }
        return new TaskCallPlan(timed, List.of());
    }

    private List<String> instanceIds() {
        List<ContainerInstance> fleet = base.world.instances();
        return fleet.subList(0, between(1, Math.min(fleet.size(), TaskCall.MAX_TASKS))).stream()
                .map(ContainerInstance::id)
                .toList();
    }

    private AgentSettings agents() {
        List<AgentDisconnections.Planned> planned = new ArrayList<>();
        while (planned.size() < 3 && random.nextInt(2) == 0) {
            planned.add(new AgentDisconnections.Planned(
                    pick(base.world.instances()).id(), someTime(), between(1, 1200) * SECOND));
        }
        Optional<AgentDisconnections.AtRandom> atRandom = random.nextInt(3) == 0
                ? Optional.of(new AgentDisconnections.AtRandom(exponential(4000), exponential(400)))
                : Optional.empty();
        return new AgentSettings(
                between(0, 5) * SECOND / 10,
                between(0, 5) * SECOND / 10,
                between(0, 10) * SECOND,
                uniform(0, 3),
                180 * SECOND,
                30 * SECOND,
                random.nextInt(2) == 0,
                between(0, 3600) * SECOND,
                random.nextInt(4) == 0 ? new MemorySettings(false, 0) : MemorySettings.DEFAULT,
                VolumeSettings.DEFAULT,
                new AgentDisconnections(atRandom, planned, between(0, 180) * SECOND, between(0, 3) * SECOND));
    }

    private ServiceSettings serviceSettings() {
        return switch (random.nextInt(4)) {
            case 0 -> ServiceSettings.IMMEDIATE;
            case 1 ->
                new ServiceSettings(
                        0,
                        between(0, 10) * SECOND,
                        random.nextInt(2) == 0,
                        between(1, 60) * SECOND,
                        between(1, 20),
                        10 * SECOND,
                        600 * SECOND,
                        random.nextInt(2) == 0);
            default -> ServiceSettings.DEFAULT;
        };
    }

    private LifecycleTimings timings() {
        return random.nextInt(3) == 0
                ? LifecycleTimings.INSTANT
                : new LifecycleTimings(uniform(1, 10), uniform(1, 20), between(0, 90) * SECOND);
    }

    private long someTime() {
        return between(0, (int) (horizonMicros / SECOND)) * SECOND;
    }

    private static Law exponential(double mean) {
        return new ExponentialLaw(mean, Quantity.NUMBER);
    }

    private static Law uniform(double low, double high) {
        return low == high ? new ConstantLaw(low, Quantity.NUMBER) : new UniformLaw(low, high, Quantity.NUMBER);
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextInt(2) == 0 ? Optional.of(value) : Optional.empty();
    }

    private int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
