package io.ecsim.controlplane;

import io.ecsim.agent.AgentDisconnections;
import io.ecsim.agent.AgentSettings;
import io.ecsim.agent.MemorySettings;
import io.ecsim.agent.Seconds;
import io.ecsim.agent.VolumeSettings;
import io.ecsim.billing.BillingPlan;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.fargate.FargateSettings;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.SpotMarket;
import io.ecsim.images.ImageSettings;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.model.Launch;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.Service;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A world with tasks on Fargate, whose own steps take no time unless stated; every invariant is checked after each event. */
final class FargateWorld implements ControlPlaneObserver {

    static final long SECOND = 1_000_000;
    static final Launch MIXED = new Launch.ByProviders(List.of(
            new CapacityProviderStrategyItem(CapacityProviderStrategyItem.FARGATE, 0, 1),
            new CapacityProviderStrategyItem(CapacityProviderStrategyItem.FARGATE_SPOT, 0, 3)));
    static final Launch SPOT = new Launch.ByProviders(
            List.of(new CapacityProviderStrategyItem(CapacityProviderStrategyItem.FARGATE_SPOT, 0, 1)));

    final List<Task> tasks = new ArrayList<>();

    /** By task: when it was given its place, in seconds. */
    final Map<String, Double> placedAt = new TreeMap<>();

    final Map<String, List<String>> statuses = new TreeMap<>();
    int instanceEvents;

    private final List<ContainerInstance> instances = new ArrayList<>();
    private final List<TaskSpec> specs = new ArrayList<>();
    private final List<ServicePlan> services = new ArrayList<>();
    private final List<TaskCallPlan.Timed> calls = new ArrayList<>();
    FargateSettings settings = fargate(List.of(), 0, Seconds.of(0), market(0, 0.5, 900), Optional.empty());
    FaultPlan faults = FaultPlan.NONE;
    ImageSettings images = ImageSettings.CACHED;
    LifecycleTimings timings = LifecycleTimings.INSTANT;
    double horizonSeconds = 3600;
    long warmupSeconds;

    FargateWorld() {
        for (String zone : List.of("a", "b", "c")) {
            instances.add(ScriptedWorld.instance("i-" + zone, zone, 4096, 8192, 0));
        }
    }

    static FargateSettings fargate(
            List<String> zones, int vcpuQuota, Law provisioning, SpotMarket spot, Optional<Law> hostLife) {
        return new FargateSettings(
                zones, 100, 20, vcpuQuota, provisioning, 32_500_000, spot, hostLife, 3600 * SECOND, 0);
    }

    static SpotMarket market(double interruptions, double share, double reclaimedSeconds) {
        return new SpotMarket(interruptions, share, Seconds.of(reclaimedSeconds));
    }

    static TaskDefinition definition(int cpu, int memory, String image, int stopTimeout) {
        ContainerLifecycle lifecycle =
                new ContainerLifecycle(image, List.of(), Optional.empty(), 0, stopTimeout, Optional.empty());
        ContainerDefinition only = new ContainerDefinition("app", 0, 0, 0, 0, true, List.of(), lifecycle);
        return new TaskDefinition("app", 1, NetworkMode.AWSVPC, cpu, memory, List.of(only), List.of(), Map.of());
    }

    FargateWorld instance(String id, String zone, int cpu) {
        instances.add(ScriptedWorld.instance(id, zone, cpu, 8192, 1_000_000));
        return this;
    }

    FargateWorld service(String name, int desired, Launch launch, TaskDefinition definition) {
        return service(Service.replica(name, desired), launch, definition);
    }

    FargateWorld service(Service service, Launch launch, TaskDefinition definition) {
        TaskSpec spec = new TaskSpec(
                definition, service.group(), List.of(), true, service.cluster(), TaskBehaviour.STEADY, launch);
        specs.add(spec);
        services.add(new ServicePlan(service, specs.size() - 1, List.of()));
        return this;
    }

    FargateWorld calls(double atSeconds, int tasks, double runSeconds, Launch launch, TaskDefinition definition) {
        specs.add(TaskSpec.standalone(definition).with(launch));
        for (int left = tasks; left > 0; left -= 10) {
            RunTaskCall call = new RunTaskCall(
                    "call" + specs.size(),
                    specs.size() - 1,
                    Math.min(10, left),
                    "",
                    Optional.of(Seconds.of(runSeconds)));
            calls.add(new TaskCallPlan.Timed((long) (atSeconds * SECOND), call));
        }
        return this;
    }

    static AgentSettings instantAgents() {
        AgentSettings given = AgentSettings.DEFAULT;
        return new AgentSettings(
                0,
                0,
                given.containerBatchMicros(),
                Seconds.of(0),
                given.containerStartTimeoutMicros(),
                given.containerStopTimeoutMicros(),
                false,
                given.taskCleanupWaitMicros(),
                MemorySettings.DEFAULT,
                VolumeSettings.DEFAULT,
                AgentDisconnections.NONE);
    }

    World world() {
        ControlPlane plan = new ControlPlane(instantAgents(), images, services, ServiceSettings.DEFAULT, timings);
        return new World(
                instances,
                specs,
                new ScriptedWorkload(List.of()),
                new NoFitPolicy.Wait(false),
                faults,
                (long) (horizonSeconds * SECOND),
                warmupSeconds * SECOND,
                0,
                new TaskCallPlan(calls, List.of()),
                List.of(),
                Optional.of(plan.with(settings)),
                BillingPlan.DEFAULT);
    }

    RunResult run(long seed) {
        RunOptions checked = new RunOptions(
                RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);
        StrategyChain chain = new StrategyChain("first-fit", List.of(ScriptedWorld.FIRST_FIT));
        return ClusterSimulation.run(world(), chain, new Streams(seed, 0), checked, this);
    }

    @Override
    public void taskStateChanged(Task task, long nowMicros) {
        if (!statuses.containsKey(task.id())) {
            tasks.add(task);
        }
        if (task.instance() >= 0) {
            placedAt.putIfAbsent(task.id(), nowMicros / 1e6);
        }
        List<String> seen = statuses.computeIfAbsent(task.id(), id -> new ArrayList<>());
        String status = task.status().name();
        if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(status)) {
            seen.add(status);
        }
    }

    @Override
    public void containerInstanceStateChanged(ClusterState cluster, int instance, long nowMicros) {
        instanceEvents++;
        if (cluster.isFargate(instance)) {
            throw new IllegalStateException(cluster.spec(instance).id() + " is no container instance");
        }
    }

    List<Task> running() {
        return tasks.stream()
                .filter(task -> task.status() == TaskStatus.RUNNING)
                .toList();
    }
}
