package io.ecsim.controlplane;

import static io.ecsim.controlplane.ScriptedWorld.every;

import io.ecsim.agent.AgentSettings;
import io.ecsim.autoscaling.AutoScalingGroup;
import io.ecsim.autoscaling.GroupTimings;
import io.ecsim.billing.BillingPlan;
import io.ecsim.capacity.CapacityPlan;
import io.ecsim.capacity.CapacityProvider;
import io.ecsim.capacity.CapacityProviders;
import io.ecsim.capacity.ManagedScaling;
import io.ecsim.capacity.WaitingLimits;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.faults.FaultPlan;
import io.ecsim.images.ImageSettings;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.Launch;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.Service;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceSettings;
import io.ecsim.services.ServiceUpdate;
import io.ecsim.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A world of Auto Scaling groups written down in a test, and a run of it that can be looked at minute by minute. Machines
 * boot in 90 s, nothing else takes time, all invariants are checked after every event.
 */
final class ElasticWorld {

    static final long SECOND = 1_000_000;
    static final long MINUTE = 60 * SECOND;
    static final int M5_LARGE_CPU = 2048;
    static final int M5_LARGE_MEMORY = 7987;
    static final GroupTimings TIMINGS = new GroupTimings(every(90 * SECOND), every(900 * SECOND), 60 * SECOND);

    private final List<ContainerInstance> places = new ArrayList<>();
    private final List<AutoScalingGroup> groups = new ArrayList<>();
    private final List<CapacityProvider> providers = new ArrayList<>();
    private final List<TaskSpec> specs = new ArrayList<>();
    private final List<ServicePlan> services = new ArrayList<>();
    private final List<TaskCallPlan.Timed> calls = new ArrayList<>();
    private WaitingLimits limits = WaitingLimits.DEFAULT;
    private FaultPlan faults = FaultPlan.NONE;
    private StrategyProvider strategy = ScriptedWorld.FIRST_FIT;
    private long seed = 7;
    final Map<String, Task> tasks = new TreeMap<>();
    private long now;
    private ClusterSimulation run;

    /** Adds the places of a pool of m5.large, so many in each zone. */
    ElasticWorld pool(String pool, String provider, int count, String... zones) {
        return pool(pool, provider, M5_LARGE_CPU, M5_LARGE_MEMORY, count, zones);
    }

    ElasticWorld pool(String pool, String provider, int cpu, int memory, int count, String... zones) {
        for (String zone : zones) {
            for (int i = 0; i < count; i++) {
                Map<String, String> attributes = new TreeMap<>(Map.of("ecs.availability-zone", zone));
                if (!provider.isEmpty()) {
                    attributes.put(CapacityProviders.ATTRIBUTE, provider);
                }
                places.add(new ContainerInstance(
                        String.format(Locale.ROOT, "i-%s-%s-%03d", pool, zone, i),
                        new AvailabilityZone(zone),
                        "m5.large",
                        cpu,
                        memory,
                        0,
                        0,
                        ContainerInstance.DEFAULT_RESERVED_PORTS,
                        Map.of(),
                        attributes,
                        96_000,
                        pool));
            }
        }
        return this;
    }

    /** Adds a group of one pool of the same name, which is not there yet. */
    ElasticWorld group(String name, int min, int max, int desired, String... zones) {
        pool(name, name, 2 * max + 2, zones);
        return group(AutoScalingGroup.of(name, name, min, max, desired, TIMINGS));
    }

    ElasticWorld group(AutoScalingGroup group) {
        groups.add(group);
        return this;
    }

    /**
     * Has something happen every minute, so that a test can act at whole minutes: an empty group and its metric, as long as
     * a call is awaited.
     */
    ElasticWorld ticking() {
        return group("tick", 0, 1, 0, "a")
                .provider("tick", scaling(100))
                .runTask(1_000_000 * MINUTE, 1, 1, 1, Launch.EC2, Optional.empty());
    }

    /** Adds a provider of the group of its name with managed scaling and termination protection. */
    ElasticWorld provider(String name, ManagedScaling scaling) {
        return provider(new CapacityProvider(name, Service.DEFAULT_CLUSTER, name, Optional.of(scaling), true, true));
    }

    ElasticWorld provider(CapacityProvider provider) {
        providers.add(provider);
        return this;
    }

    static ManagedScaling scaling(int target) {
        return new ManagedScaling(target, 1, ManagedScaling.MOST_STEP, 300 * SECOND);
    }

    static CapacityProviderStrategyItem item(String provider, int base, int weight) {
        return new CapacityProviderStrategyItem(provider, base, weight);
    }

    /** Adds a service of that many tasks, and what is to become of its desired count. */
    ElasticWorld service(String name, int cpu, int memory, int desired, Launch launch, List<ServiceUpdate> updates) {
        Service base = Service.replica(name, desired);
        return service(base, cpu, memory, launch, updates);
    }

    ElasticWorld daemon(String name, int cpu, int memory) {
        Service service = new Service(
                name,
                Service.DEFAULT_CLUSTER,
                SchedulingStrategy.DAEMON,
                0,
                DeploymentConfiguration.DAEMON_DEFAULT,
                List.of(),
                0,
                false,
                Optional.empty());
        return service(service, cpu, memory, Launch.EC2, List.of());
    }

    ElasticWorld service(Service service, int cpu, int memory, Launch launch, List<ServiceUpdate> updates) {
        services.add(new ServicePlan(service, specs.size(), updates));
        specs.add(new TaskSpec(
                        TaskDefinition.of(service.name(), cpu, memory),
                        service.group(),
                        List.of(),
                        true,
                        service.cluster(),
                        TaskBehaviour.STEADY)
                .with(launch));
        return this;
    }

    static ServiceUpdate resize(long atMicros, int desired) {
        return new ServiceUpdate(atMicros, OptionalInt.empty(), OptionalInt.of(desired), false, Optional.empty());
    }

    /** Adds a call of RunTask for tasks that run for a time, or for ever. */
    ElasticWorld runTask(
            long atMicros,
            int cpu,
            int memory,
            int count,
            Launch launch,
            Optional<Law> runSeconds,
            PlacementConstraint... constraints) {
        String name = "call" + calls.size();
        calls.add(new TaskCallPlan.Timed(atMicros, new RunTaskCall(name, specs.size(), count, "", runSeconds)));
        specs.add(new TaskSpec(TaskDefinition.of(name, cpu, memory), "family:" + name, List.of(constraints), false)
                .with(launch));
        return this;
    }

    static Launch by(CapacityProviderStrategyItem... strategy) {
        return new Launch.ByProviders(List.of(strategy));
    }

    static Launch by(String provider) {
        return by(item(provider, 0, 1));
    }

    ElasticWorld limits(int mostTasks, long timeoutMicros) {
        limits = new WaitingLimits(mostTasks, timeoutMicros);
        return this;
    }

    ElasticWorld faults(FaultPlan plan) {
        faults = plan;
        return this;
    }

    ElasticWorld strategy(StrategyProvider provider) {
        strategy = provider;
        return this;
    }

    ElasticWorld seed(long value) {
        seed = value;
        return this;
    }

    /** Begins to live up to a horizon. */
    ElasticWorld open(long horizonMicros) {
        if (specs.isEmpty()) {
            specs.add(TaskSpec.standalone(TaskDefinition.of("unused", 1, 1)));
        }
        ControlPlane plan = new ControlPlane(
                        AgentSettings.DEFAULT,
                        ImageSettings.CACHED,
                        services,
                        ServiceSettings.DEFAULT,
                        LifecycleTimings.INSTANT)
                .with(new CapacityPlan(groups, providers, limits));
        World world = new World(
                places,
                specs,
                Workload.EMPTY,
                new NoFitPolicy.Wait(false),
                faults,
                horizonMicros,
                0,
                0,
                new TaskCallPlan(calls, List.of()),
                List.of(),
                Optional.of(plan),
                BillingPlan.DEFAULT);
        RunOptions options = new RunOptions(
                RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);
        run = ClusterSimulation.open(
                world,
                new StrategyChain("chain", List.of(strategy)),
                new Streams(seed, 0),
                options,
                new ControlPlaneObserver() {
                    @Override
                    public void taskStateChanged(Task task, long nowMicros) {
                        tasks.put(task.id(), task);
                    }
                });
        return this;
    }

    ElasticWorld to(long micros) {
        now = micros;
        run.advanceTo(micros);
        return this;
    }

    String zone(int place) {
        return places.get(place).zone().name();
    }

    String pool(int place) {
        return places.get(place).pool();
    }

    CapacityProviders providers() {
        return run.providers();
    }

    int desired(int group) {
        return providers().groups().desiredCapacity(group);
    }

    int inService(int group) {
        return providers().groups().inService(group);
    }

    /** Lives up to the first whole minute from now on at which the desired capacity of a group is another one. */
    long nextResize(int group) {
        int before = desired(group);
        while (desired(group) == before) {
            to(now / MINUTE * MINUTE + MINUTE);
            if (now > 100 * 3600 * SECOND) {
                throw new AssertionError("the group stays at " + before);
            }
        }
        return now;
    }

    /** Returns how many tasks bound to a provider live. */
    long bound(String provider) {
        return tasks.values().stream()
                .filter(task -> task.capacityProvider().equals(provider) && !task.stops())
                .count();
    }

    long waiting() {
        return tasks.values().stream()
                .filter(task -> task.status() == TaskStatus.PROVISIONING && task.instance() < 0)
                .count();
    }

    long running() {
        return tasks.values().stream()
                .filter(task -> task.status() == TaskStatus.RUNNING)
                .count();
    }

    RunResult finish() {
        RunResult result = run.finish();
        run.close();
        return result;
    }
}
