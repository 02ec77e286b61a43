package io.ecsim.experiments.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.autoscaling.AutoScalingGroup;
import io.ecsim.autoscaling.GroupTimings;
import io.ecsim.autoscaling.LaunchOption;
import io.ecsim.billing.BillItem;
import io.ecsim.capacity.CapacityPlan;
import io.ecsim.capacity.CapacityProvider;
import io.ecsim.capacity.CapacityProviders;
import io.ecsim.capacity.ManagedScaling;
import io.ecsim.capacity.WaitingLimits;
import io.ecsim.cluster.StopCode;
import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.RunOptions.Checks;
import io.ecsim.controlplane.RunOptions.Lookup;
import io.ecsim.controlplane.RunOptions.TieBreak;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.events.EventStreamSettings;
import io.ecsim.experiments.events.EventStreamWriter;
import io.ecsim.faults.GroupRefresh;
import io.ecsim.faults.PlannedFaults;
import io.ecsim.faults.SpotMarket;
import io.ecsim.faults.SpotPool;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Launch;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.Service;
import io.ecsim.observe.GroupTotals;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.TaskCounts;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.services.ServicePlan;
import io.ecsim.workloads.law.ExponentialLaw;
import io.ecsim.workloads.law.Quantity;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whole runs in small random worlds with Auto Scaling groups behind capacity providers, beside the instances that are
 * there: services, calls and the workload wait for machines, groups scale, protect, drain, buy Spot, and everything fails.
 * No machine with tasks that protect it is terminated, and all
 * other invariants hold after every event, and the same world gives the same bytes by index and by scan. {@code
 * -Dsim.seed=N} plays one world, {@code -Dsim.worlds=N} so many.
 */
class RandomGroupsTest {

    private static final int SEEDS = 200;
    private static final int GROUPS = 2;
    private static final long PRICE_MICRO_USD = 96_000;
    private static final long HOUR_MICROS = 3_600_000_000L;

    private record Lived(RunResult result, String events, LifecycleWatch watch) {}

    /** R5.10-R5.31, M1, M7, M9: bounds, bill and books in every world; each thing that can happen does in some. */
    @Test
    void invariantsHoldAndTheSameWorldGivesTheSameBytes() {
        Long only = Long.getLong("sim.seed");
        LongStream seeds =
                only == null ? LongStream.rangeClosed(1, Long.getLong("sim.worlds", SEEDS)) : LongStream.of(only);
        Map<StopCode, Long> stops = new EnumMap<>(StopCode.class);
        Map<String, Long> seen = new TreeMap<>();
        seeds.forEach(seed -> {
            try {
                Lived lived = live(seed);
                lived.watch.stops().forEach((code, count) -> stops.merge(code, count, Long::sum));
                for (GroupTotals group :
                        lived.result.controlPlane().orElseThrow().groups()) {
                    seen.merge("launched", group.launched(), Long::sum);
                    seen.merge("terminated", group.terminated(), Long::sum);
                    seen.merge("lost", group.lost(), Long::sum);
                    seen.merge("scaleOuts", group.scaleOuts(), Long::sum);
                    seen.merge("scaleIns", group.scaleIns(), Long::sum);
                    seen.merge("short", group.insufficientMicros(), Long::sum);
                }
                seen.merge("waited", lived.result.counts().waiting(), Long::sum);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + ": " + failure, failure);
            }
        });
        if (only == null) {
            assertThat(seen)
                    .allSatisfy((what, count) -> assertThat(count).as(what).isPositive());
            assertThat(stops)
                    .containsKeys(
                            StopCode.TASK_FAILED_TO_START,
                            StopCode.SERVICE_SCHEDULER_INITIATED,
                            StopCode.TERMINATION_NOTICE);
        }
    }

    private static Lived live(long seed) {
        RandomControlPlane base = new RandomControlPlane(seed);
        World world = withGroups(base.world, new Streams(seed, 0).sequential("groups"));
        Lived indexed = run(base, world, seed, Lookup.INDEXED, Checks.EVERY_EVENT);
        Lived scanned = run(base, world, seed, Lookup.SCAN, Checks.OFF);
        assertThat(scanned.result.digest()).isEqualTo(indexed.result.digest());
        assertThat(scanned.result.bill()).isEqualTo(indexed.result.bill());
        assertThat(scanned.result.controlPlane()).isEqualTo(indexed.result.controlPlane());
        assertThat(scanned.events.equals(indexed.events)).as("the same bytes").isTrue();
        assertBooksBalance(world, indexed);
        return indexed;
    }

    private static void assertBooksBalance(World world, Lived lived) {
        TaskCounts counts = lived.result.counts();
        assertThat(counts.completed() + counts.failed() + counts.waiting() + counts.running())
                .as("every task requested has come to something or is on its way")
                .isEqualTo(counts.requested());
        assertThat(lived.result.controlPlane().orElseThrow().stops())
                .as("stops by code are those that an observer hears of")
                .isEqualTo(lived.watch.stops());
        List<AutoScalingGroup> plans =
                world.controlPlane().orElseThrow().capacity().groups();
        List<GroupTotals> groups = lived.result.controlPlane().orElseThrow().groups();
        assertThat(groups).hasSameSizeAs(plans);
        for (int i = 0; i < plans.size(); i++) {
            GroupTotals group = groups.get(i);
            assertThat(group.launched() - group.terminated() - group.lost())
                    .as("machines of " + group.name() + " are launched once and end once")
                    .isNotNegative();
            AutoScalingGroup plan = plans.get(i);
            assertThat(group.course()).allSatisfy(point -> {
                assertThat(point.desired()).isBetween(plan.minSize(), plan.maxSize());
                assertThat(point.inService()).isLessThanOrEqualTo(plan.maxSize() + plan.margin());
            });
        }
        double hours =
                groups.stream().mapToDouble(GroupTotals::meanMachines).sum() * world.horizonMicros() / HOUR_MICROS;
        double least = groups.stream().mapToLong(GroupTotals::launched).sum() / 60.0; // a minute each at least
        double usd = PRICE_MICRO_USD / 1e6;
        double billed = lived.result.bill().usd(BillItem.EC2_ON_DEMAND)
                + lived.result.bill().usd(BillItem.EC2_SPOT);
        assertThat(billed).as("billed once").isBetween(hours * usd - 1e-6, (hours + least) * usd + 1e-6);
    }

    private static Lived run(RandomControlPlane base, World world, long seed, Lookup lookup, Checks checks) {
        StrategyChain chain = BuiltInStrategies.catalogue().parse(base.chain());
        TieBreak ties = base.randomTies() ? TieBreak.RANDOM : TieBreak.REGISTRATION;
        RunOptions options = new RunOptions(lookup, ties, checks, 20, BuiltInStrategies.catalogue()::chain);
        StringWriter lines = new StringWriter();
        try (EventStreamWriter writer =
                new EventStreamWriter(lines, EventStreamSettings.of(seed, 1, world.instances()), world.instances())) {
            LifecycleWatch watch = new LifecycleWatch(writer);
            RunResult result = ClusterSimulation.run(world, chain, new Streams(seed, 1), options, watch);
            return new Lived(result, lines.toString(), watch);
        }
    }

    private static World withGroups(World base, RandomStream random) {
        ControlPlane plan = base.controlPlane().orElseThrow();
        List<ContainerInstance> instances = new ArrayList<>();
        for (ContainerInstance each : base.instances()) {
            instances.add(like(each, each.id(), each.attributes(), 0, each.pool())); // the bill is that of the groups
        }
        List<AutoScalingGroup> groups = new ArrayList<>();
        List<CapacityProvider> providers = new ArrayList<>();
        SpotMarket market =
                new SpotMarket(1 - 1e-9, (1 + random.nextInt(10)) / 10.0, seconds(1 + random.nextInt(2000)));
        List<SpotPool> spot = new ArrayList<>(base.faults().spot());
        for (int g = 0; g < GROUPS; g++) {
            AutoScalingGroup group = group("g" + g, random);
            groups.add(group);
            providers.add(provider(group.name(), random));
            List<ContainerInstance> shapes = firstInEachZone(base.instances());
            for (LaunchOption option : group.options()) {
                int count = group.maxSize() + group.margin() + group.maxSize() / 2 + 1;
                for (ContainerInstance shape : shapes) {
                    for (int i = 0; i < count; i++) {
                        instances.add(place(shape, option, group.name(), i));
                    }
                }
                if (option.spot()) {
                    spot.add(new SpotPool(option.pool(), market));
                }
            }
        }
        List<TaskSpec> specs = new ArrayList<>(base.tasks());
        for (ServicePlan service : plan.services()) {
            boolean waits =
                    random.nextInt(4) > 0 && service.service().schedulingStrategy() == SchedulingStrategy.REPLICA;
            Launch launch = launch(random);
            for (int spec : service.specs()) {
                specs.set(spec, waits ? specs.get(spec).with(launch) : specs.get(spec));
            }
        }
        specs.replaceAll(spec -> !spec.service() && random.nextInt(2) == 0 ? spec.with(launch(random)) : spec);
        WaitingLimits limits = random.nextInt(2) == 0
                ? WaitingLimits.DEFAULT
                : new WaitingLimits(1 + random.nextInt(20), (1 + random.nextInt(1800)) * 1_000_000L);
        ControlPlane elastic = new ControlPlane(
                        plan.agents().withSpotInstanceDraining(random.nextInt(2) == 0),
                        plan.images(),
                        plan.services(),
                        plan.serviceSettings(),
                        plan.timings())
                .with(plan.requests())
                .with(new CapacityPlan(groups, providers, limits));
        return new World(
                instances,
                specs,
                base.workload(),
                base.noFit(),
                base.faults().withSpot(spot).withPlanned(withRefresh(base, random)),
                base.horizonMicros(),
                0,
                base.startsAtMicros(),
                base.calls(),
                base.operations(),
                Optional.of(elastic),
                base.billing(),
                base.sharesGpus());
    }

    private static PlannedFaults withRefresh(World base, RandomStream random) {
        PlannedFaults planned = base.faults().planned();
        List<GroupRefresh> refreshes = random.nextInt(3) > 0
                ? List.of()
                : List.of(new GroupRefresh(
                        base.horizonMicros() / (2 + random.nextInt(4)),
                        "g0",
                        random.nextInt(101),
                        random.nextInt(300) * 1_000_000L));
        return new PlannedFaults(
                planned.agents(),
                planned.registries(),
                planned.controlPlane(),
                planned.spotReclaims(),
                refreshes,
                planned.zonalShifts());
    }

    private static AutoScalingGroup group(String name, RandomStream random) {
        int max = 1 + random.nextInt(8);
        int min = random.nextInt(max + 1);
        boolean buysSpot = random.nextInt(2) == 0;
        List<LaunchOption> options = new ArrayList<>(List.of(LaunchOption.onDemand(name)));
        if (buysSpot) {
            options.add(new LaunchOption(name + "/spot1", true));
            options.add(new LaunchOption(name + "/spot2", true));
        }
        return new AutoScalingGroup(
                name,
                options,
                min,
                max,
                min + random.nextInt(max - min + 1),
                random.nextInt(3),
                buysSpot ? random.nextInt(100) : 100,
                1 + random.nextInt(2),
                random.nextInt(4) == 0,
                new GroupTimings(seconds(90), seconds(1 + random.nextInt(1800)), random.nextInt(120) * 1_000_000L));
    }

    private static CapacityProvider provider(String group, RandomStream random) {
        Optional<ManagedScaling> scaling = random.nextInt(5) == 0
                ? Optional.empty()
                : Optional.of(new ManagedScaling(
                        1 + random.nextInt(100),
                        1 + random.nextInt(2),
                        2 + random.nextInt(10),
                        random.nextInt(600) * 1_000_000L));
        boolean isProtected = scaling.isPresent() && random.nextInt(2) == 0;
        return new CapacityProvider(
                group, Service.DEFAULT_CLUSTER, group, scaling, isProtected, random.nextInt(2) == 0);
    }

    private static Launch launch(RandomStream random) {
        return new Launch.ByProviders(
                random.nextInt(2) == 0
                        ? List.of(new CapacityProviderStrategyItem("g0", 0, 1))
                        : List.of(
                                new CapacityProviderStrategyItem("g0", random.nextInt(3), 1),
                                new CapacityProviderStrategyItem("g1", 0, 1 + random.nextInt(3))));
    }

    private static List<ContainerInstance> firstInEachZone(List<ContainerInstance> instances) {
        Map<String, ContainerInstance> first = new TreeMap<>();
        instances.forEach(instance -> first.putIfAbsent(instance.zone().name(), instance));
        return List.copyOf(first.values());
    }

    /** Returns a place as large as an instance that is there; Spot at the same price, so that the bill can be recounted. */
    private static ContainerInstance place(ContainerInstance shape, LaunchOption option, String provider, int number) {
        Map<String, String> attributes = new TreeMap<>(shape.attributes());
        attributes.put(CapacityProviders.ATTRIBUTE, provider);
        String id = String.format(
                Locale.ROOT, "i-%s-%s-%03d", option.pool(), shape.zone().name(), number);
        ContainerInstance place = like(shape, id, attributes, PRICE_MICRO_USD, option.pool());
        return option.spot() ? place.onSpot(PRICE_MICRO_USD) : place;
    }

    private static ContainerInstance like(
            ContainerInstance shape, String id, Map<String, String> attributes, long microUsdPerHour, String pool) {
        return new ContainerInstance(
                id,
                shape.zone(),
                shape.instanceType(),
                shape.cpuUnits(),
                shape.memoryMiB(),
                shape.gpus(),
                shape.eniSlots(),
                shape.reservedPorts(),
                shape.extra(),
                attributes,
                microUsdPerHour,
                pool,
                shape.cluster());
    }

    private static ExponentialLaw seconds(double mean) {
        return new ExponentialLaw(mean, Quantity.DURATION);
    }
}
