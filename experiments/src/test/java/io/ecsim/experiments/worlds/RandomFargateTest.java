package io.ecsim.experiments.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.billing.BillItem;
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
import io.ecsim.fargate.FargateSettings;
import io.ecsim.fargate.TaskSizes;
import io.ecsim.faults.SpotMarket;
import io.ecsim.faults.SpotPool;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Launch;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.RunResult;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whole runs in small random worlds with services on EC2, Fargate and Fargate Spot, and Spot instances: every invariant
 * holds after every event, and the same world gives the same bytes by index and by scan. {@code -Dsim.seed=N} plays one.
 */
class RandomFargateTest {

    private static final int SEEDS = 200;

    private static final Launch MIXED = new Launch.ByProviders(List.of(
            new CapacityProviderStrategyItem(CapacityProviderStrategyItem.FARGATE, 1, 1),
            new CapacityProviderStrategyItem(CapacityProviderStrategyItem.FARGATE_SPOT, 0, 2)));

    private record Lived(RunResult result, String events) {}

    /** R5.3, R5.45, R8.1: all of it in one cluster; each kind of stop and each item of the bill occurs. */
    @Test
    void invariantsHoldAndTheSameWorldGivesTheSameBytes() {
        Long only = Long.getLong("sim.seed");
        LongStream seeds = only == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(only);
        Map<StopCode, Long> stops = new EnumMap<>(StopCode.class);
        TreeSet<BillItem> items = new TreeSet<>();
        seeds.forEach(seed -> {
            try {
                RunResult result = live(seed);
                result.controlPlane().orElseThrow().stops().forEach((code, n) -> stops.merge(code, n, Long::sum));
                result.bill().lines().forEach(line -> items.add(line.item()));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + ": " + failure, failure);
            }
        });
        if (only == null) {
            assertThat(stops).containsKeys(StopCode.SPOT_INTERRUPTION, StopCode.TERMINATION_NOTICE);
            assertThat(items)
                    .contains(
                            BillItem.FARGATE_VCPU,
                            BillItem.FARGATE_MEMORY,
                            BillItem.FARGATE_SPOT_VCPU,
                            BillItem.EC2_SPOT);
        }
    }

    private static RunResult live(long seed) {
        RandomControlPlane base = new RandomControlPlane(seed);
        World world = withFargate(base.world, new Streams(seed, 0).sequential("fargate"));
        Lived indexed = run(base, world, seed, Lookup.INDEXED, Checks.EVERY_EVENT);
        Lived scanned = run(base, world, seed, Lookup.SCAN, Checks.OFF);
        assertThat(scanned.result().digest()).isEqualTo(indexed.result().digest());
        assertThat(scanned.result().bill()).isEqualTo(indexed.result().bill());
        assertThat(scanned.events().equals(indexed.events()))
                .as("the same bytes")
                .isTrue();
        return indexed.result();
    }

    private static Lived run(RandomControlPlane base, World world, long seed, Lookup lookup, Checks checks) {
        StrategyChain chain = BuiltInStrategies.catalogue().parse(base.chain());
        TieBreak ties = base.randomTies() ? TieBreak.RANDOM : TieBreak.REGISTRATION;
        RunOptions options = new RunOptions(lookup, ties, checks, 20, BuiltInStrategies.catalogue()::chain);
        StringWriter lines = new StringWriter();
        try (EventStreamWriter writer =
                new EventStreamWriter(lines, EventStreamSettings.of(seed, 1, world.instances()), world.instances())) {
            RunResult result = ClusterSimulation.run(world, chain, new Streams(seed, 1), options, writer);
            return new Lived(result, lines.toString());
        }
    }

    private static World withFargate(World base, RandomStream random) {
        ControlPlane plan = base.controlPlane().orElseThrow();
        List<TaskSpec> specs = new ArrayList<>(base.tasks());
        for (ServicePlan service : plan.services()) {
            int kind = random.nextInt(4);
            if (service.service().schedulingStrategy() == SchedulingStrategy.REPLICA && kind > 0) {
                int[] size = TaskSizes.atLeast(256 << random.nextInt(3), 512).orElseThrow();
                for (int spec : service.specs()) {
                    specs.set(spec, onFargate(specs.get(spec), size).with(kind == 1 ? Launch.FARGATE : MIXED));
                }
            }
        }
        SpotMarket market =
                new SpotMarket(1 - 1e-9, (1 + random.nextInt(10)) / 10.0, seconds(1 + random.nextInt(2000)));
        FargateSettings settings = new FargateSettings(
                List.of(),
                1 + random.nextInt(20),
                1 + random.nextInt(5),
                random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 0,
                seconds(20),
                32_500_000,
                random.nextInt(2) == 0 ? market : FargateSettings.DEFAULT.spot(),
                random.nextInt(3) == 0 ? Optional.of(seconds(2000)) : Optional.empty(),
                600_000_000L,
                200);
        List<ContainerInstance> instances = new ArrayList<>();
        boolean spot = random.nextInt(2) == 0;
        for (ContainerInstance instance : base.instances()) {
            instances.add(
                    spot && random.nextInt(2) == 0 ? instance.onSpot(instance.microUsdPerHour() / 3 + 1) : instance);
        }
        List<SpotPool> pools = instances.stream()
                .filter(ContainerInstance::spot)
                .map(ContainerInstance::pool)
                .distinct()
                .map(pool -> new SpotPool(pool, market))
                .toList();
        ControlPlane hosted = new ControlPlane(
                        plan.agents().withSpotInstanceDraining(random.nextInt(2) == 0),
                        plan.images(),
                        plan.services(),
                        plan.serviceSettings(),
                        plan.timings())
                .with(settings);
        return new World(
                instances,
                specs,
                base.workload(),
                base.noFit(),
                base.faults().withSpot(pools),
                base.horizonMicros(),
                base.warmupMicros(),
                base.startsAtMicros(),
                base.calls(),
                base.operations(),
                Optional.of(hosted),
                base.billing(),
                base.sharesGpus());
    }

    private static ExponentialLaw seconds(double mean) {
        return new ExponentialLaw(mean, Quantity.DURATION);
    }

    private static TaskSpec onFargate(TaskSpec spec, int[] size) {
        TaskDefinition plain = spec.definition();
        List<ContainerDefinition> unsized = plain.containers().stream()
                .map(each ->
                        new ContainerDefinition(each.name(), 0, 0, 0, 0, each.essential(), List.of(), each.lifecycle()))
                .toList();
        TaskDefinition definition = new TaskDefinition(
                plain.family(), plain.revision(), NetworkMode.AWSVPC, size[0], size[1], unsized, List.of(), Map.of());
        return new TaskSpec(definition, spec.group(), List.of(), spec.service(), spec.cluster(), spec.behaviour());
    }
}
