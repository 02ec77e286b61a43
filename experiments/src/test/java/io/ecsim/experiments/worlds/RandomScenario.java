package io.ecsim.experiments.worlds;

import io.ecsim.controlplane.Backoff;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.Outage;
import io.ecsim.faults.Shock;
import io.ecsim.faults.TrunkRegistration;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.HostPort;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.PortMapping;
import io.ecsim.model.Protocol;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.workloads.arrival.ArrivalProcess;
import io.ecsim.workloads.arrival.BatchArrivals;
import io.ecsim.workloads.arrival.DeterministicArrivals;
import io.ecsim.workloads.arrival.PoissonArrivals;
import io.ecsim.workloads.arrival.SyntheticWorkload;
import io.ecsim.workloads.arrival.TaskKind;
import io.ecsim.workloads.arrival.TaskMix;
import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.EmpiricalLaw;
import io.ecsim.workloads.law.ExponentialLaw;
import io.ecsim.workloads.law.Lifetime;
import io.ecsim.workloads.law.LognormalLaw;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.law.UniformLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A small world with a strategy for it, all drawn from a seed: clusters, mixes, constraints, failures, queues. */
final class RandomScenario {

    private static final String ZONE = "ecs.availability-zone";
    private static final long SECOND = 1_000_000L;
    private static final long HOUR = 3600 * SECOND;
    private static final List<String> ZONES = List.of("zone-a", "zone-b", "zone-c");
    private static final List<String> QUERIES = List.of(
            "attribute:rack == r1",
            "attribute:rack !exists",
            "attribute:rack in [r1, r2]",
            "attribute:" + ZONE + " != zone-b",
            "not(task:group == family:t0)",
            "task:group == family:t1 or attribute:rack exists",
            "runningTasksCount < 4");
    private static final List<String> CHAINS = List.of(
            "default-task",
            "default-service",
            "spread(attribute:ecs.availability-zone), binpack(memory)",
            "spread(attribute:rack), spread(attribute:ecs.availability-zone), binpack(cpu)",
            "spread(attribute:ecs.availability-zone), spread(instanceId), binpack(memory)",
            "spread(attribute:rack), power-of-two",
            "binpack(memory), spread(instanceId)",
            "binpack(cpu), binpack(memory), spread(attribute:rack), first-fit, random",
            "lifetime-aware(0.6)",
            "zone-headroom, best-fit(sum)",
            "repack(spread(instanceId), 5m, 100%)",
            "repack(random, 10m, 30%)",
            "weighted(1*weighted-dot-product + 0.5*lifetime-aware(1) + 0.25*zone-headroom)");

    private final RandomStream random;

    /** Apart from the others, so that worlds without sharing are as they were before there was any. */
    private final RandomStream sharing;

    private final boolean sharesGpus;
    final World world;
    final String chain;
    final boolean randomTies;

    RandomScenario(long seed) {
        random = new Streams(seed, 0).sequential("scenario");
        sharing = new Streams(seed, 0).sequential("sharing");
        sharesGpus = sharing.nextInt(3) == 0;
        List<ContainerInstance> fleet = new ArrayList<>();
        int size = 1 + random.nextInt(random.nextInt(12) == 0 ? 90 : 12);
        boolean equal = random.nextInt(3) == 0;
        for (int i = 0; i < size; i++) {
            fleet.add(instance(i, equal));
        }
        List<TaskSpec> specs = new ArrayList<>();
        List<TaskKind> kinds = new ArrayList<>();
        int definitions = 1 + random.nextInt(5);
        for (int i = 0; i < definitions; i++) {
            TaskSpec spec = spec(i);
            specs.add(spec);
            kinds.add(kind(i, spec));
        }
        long horizon = HOUR + between(0, 3) * HOUR;
        int tasks = 20 + random.nextInt(100);
        ArrivalProcess arrivals = arrivals(horizon, tasks);
        boolean stationary = arrivals instanceof PoissonArrivals && random.nextInt(4) == 0;
        SyntheticWorkload workload =
                new SyntheticWorkload("tasks", arrivals, new TaskMix(kinds), horizon, 4L * tasks, stationary);
        World drawn = new World(
                fleet, specs, workload, noFit(), faults(fleet), horizon, random.nextInt(2) == 0 ? 0 : horizon / 5);
        world = sharesGpus ? drawn.sharingGpus() : drawn;
        List<String> chains = new ArrayList<>(CHAINS);
        BuiltInStrategies.strategies()
                .forEach(strategy -> chains.add(strategy.info().name()));
        chain = pick(chains);
        randomTies = random.nextInt(5) == 0;
    }

    private ContainerInstance instance(int number, boolean equal) {
        String zone = pick(ZONES);
        Map<String, String> attributes = new TreeMap<>();
        attributes.put(ZONE, zone);
        if (random.nextInt(2) == 0) {
            attributes.put("rack", pick(List.of("r1", "r2", "r3")));
        }
        if (random.nextInt(3) == 0) {
            attributes.put("ecs.ami-id", pick(List.of("ami-1", "ami-2")));
        }
        if (random.nextInt(3) == 0) {
            attributes.put(TrunkRegistration.ATTRIBUTE, "eni");
        }
        return new ContainerInstance(
                "i-" + number,
                new AvailabilityZone(zone),
                "custom",
                equal ? 2048 : between(256, 4096),
                equal ? 4096 : between(256, 8192),
                equal ? 0 : Math.max(0, between(-3, 4)),
                between(0, 4),
                List.of(new HostPort(22, Protocol.TCP)),
                random.nextInt(2) == 0 ? Map.of("licence", between(1, 3)) : Map.of(),
                attributes,
                between(0, 3) * 100_000L,
                pick(List.of("pool-1", "pool-2")));
    }

    private TaskSpec spec(int number) {
        boolean plain = random.nextInt(2) == 0;
        int gpus = !plain && random.nextInt(4) == 0 ? between(1, 2) : 0;
        List<PortMapping> ports = !plain && random.nextInt(3) == 0
                ? List.of(new PortMapping(80, random.nextInt(2) == 0 ? 0 : 8080, Protocol.TCP))
                : List.of();
        NetworkMode mode = plain ? NetworkMode.BRIDGE : pick(List.of(NetworkMode.BRIDGE, NetworkMode.AWSVPC));
        ContainerDefinition container =
                new ContainerDefinition("c", between(0, 1024), between(4, 2048), 0, gpus, true, ports);
        TaskDefinition task = new TaskDefinition(
                "t" + number,
                1,
                mode,
                0,
                0,
                List.of(container),
                constraints(plain),
                !plain && random.nextInt(4) == 0 ? Map.of("licence", 1) : Map.of());
        if (sharesGpus && gpus == 0 && sharing.nextInt(2) == 0) {
            task = task.sharing(1 + sharing.nextInt(999));
        }
        boolean service = random.nextInt(3) == 0;
        return new TaskSpec(task, service ? "service:s" + number % 2 : "family:t" + number, List.of(), service);
    }

    private List<PlacementConstraint> constraints(boolean plain) {
        List<PlacementConstraint> constraints = new ArrayList<>();
        while (!plain && constraints.size() < 3 && random.nextInt(3) == 0) {
            constraints.add(
                    random.nextInt(4) == 0
                            ? new PlacementConstraint.DistinctInstance()
                            : new PlacementConstraint.MemberOf(ClusterQuery.parse(pick(QUERIES))));
        }
        return constraints;
    }

    private TaskKind kind(int number, TaskSpec spec) {
        TaskKind kind = TaskKind.of(number, spec.definition(), between(1, 5), law())
                .withPriority(random.nextInt(2) == 0 ? 0 : random.nextInt(5) - 2);
        return random.nextInt(4) == 0 ? kind.withCpuUnits(1, 900).withMemoryMiB(1, 1800) : kind;
    }

    private Lifetime law() {
        double mean = between(10, 3000) * (double) SECOND;
        return switch (random.nextInt(5)) {
            case 0 -> new ConstantLaw(mean, Quantity.DURATION);
            case 1 -> new UniformLaw(mean / 2, mean, Quantity.DURATION);
            case 2 -> LognormalLaw.ofMean(mean, 2 * mean, Quantity.DURATION);
            case 3 -> EmpiricalLaw.of(List.of(1.0, mean, mean, 3 * mean), Quantity.DURATION);
            default -> new ExponentialLaw(mean, Quantity.DURATION);
        };
    }

    private ArrivalProcess arrivals(long horizon, int tasks) {
        return switch (random.nextInt(3)) {
            case 0 -> new DeterministicArrivals(Math.max(1, horizon / tasks));
            case 1 ->
                new BatchArrivals(
                        new ExponentialLaw(8.0 * horizon / tasks, Quantity.DURATION),
                        new UniformLaw(1, 15, Quantity.NUMBER));
            default -> new PoissonArrivals(tasks * 1e6 / horizon);
        };
    }

    private NoFitPolicy noFit() {
        return switch (random.nextInt(4)) {
            case 0 -> new NoFitPolicy.Wait(true);
            case 1 -> new NoFitPolicy.Fail();
            case 2 ->
                new NoFitPolicy.Retry(
                        new Backoff(between(1, 60) * SECOND, 1 + random.nextInt(3), 600 * SECOND, between(0, 8)));
            default -> new NoFitPolicy.Wait(false);
        };
    }

    private FaultPlan faults(List<ContainerInstance> fleet) {
        if (random.nextInt(2) == 0) {
            return FaultPlan.NONE;
        }
        List<ZoneEvent> events = new ArrayList<>();
        while (random.nextInt(3) == 0 && events.size() < 3) {
            events.add(new ZoneEvent(
                    fleet.get(random.nextInt(fleet.size())).zone().name(),
                    between(0, 7200) * SECOND,
                    between(1, 1800) * SECOND));
        }
        Optional<Law> crashes = maybe(new ExponentialLaw(between(200, 4000), Quantity.NUMBER));
        FaultPlan plan = new FaultPlan(
                maybe(new FaultPlan.Renewal(
                        new ExponentialLaw(between(600, 20_000), Quantity.NUMBER),
                        new UniformLaw(1, between(2, 900), Quantity.NUMBER))),
                events,
                random.nextInt(3) == 0
                        ? Optional.of(new FaultPlan.Renewal(
                                new ExponentialLaw(5_000, Quantity.NUMBER), new ConstantLaw(300, Quantity.NUMBER)))
                        : Optional.empty(),
                crashes,
                new FaultPlan.Recovery(
                        random.nextInt(2) == 0 ? 0 : between(1, 300) * SECOND,
                        random.nextInt(4),
                        between(0, 30) * SECOND,
                        1 + random.nextInt(3)));
        return plan.withShocks(shocks()).withOutages(outages(fleet)).withTrunks(trunks());
    }

    private List<Shock> shocks() {
        List<Shock> shocks = new ArrayList<>();
        while (random.nextInt(2) == 0 && shocks.size() < 3) {
            shocks.add(new Shock(
                    pick(List.of(Shock.Domain.values())),
                    List.of(),
                    between(1_000, 20_000),
                    between(1, 10) / 10.0,
                    new UniformLaw(1, between(2, 900), Quantity.NUMBER)));
        }
        return shocks;
    }

    private List<Outage> outages(List<ContainerInstance> fleet) {
        List<Outage> outages = new ArrayList<>();
        while (random.nextInt(2) == 0 && outages.size() < 6) {
            long from = random.nextInt(3) == 0 ? 0 : between(0, 7200) * SECOND;
            long until = random.nextInt(4) == 0 ? Outage.ENDLESS : from + between(1, 3600) * SECOND;
            outages.add(new Outage(pick(fleet).id(), from, until));
        }
        return outages;
    }

    private TrunkRegistration trunks() {
        return random.nextInt(3) == 0
                ? TrunkRegistration.AT_ONCE
                : new TrunkRegistration(
                        Optional.of(new UniformLaw(1, between(2, 120), Quantity.NUMBER)),
                        random.nextInt(2) / 5.0,
                        random.nextInt(2) == 0);
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
