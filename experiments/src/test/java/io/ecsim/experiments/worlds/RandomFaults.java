package io.ecsim.experiments.worlds;

import io.ecsim.faults.AgentStorm;
import io.ecsim.faults.ControlPlaneFault;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.PlannedFaults;
import io.ecsim.faults.RegistryFault;
import io.ecsim.faults.SpotMarket;
import io.ecsim.faults.SpotPool;
import io.ecsim.faults.SpotWave;
import io.ecsim.faults.ZonalShift;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.model.ContainerInstance;
import io.ecsim.random.RandomStream;
import io.ecsim.workloads.law.ExponentialLaw;
import io.ecsim.workloads.law.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Faults of every kind at drawn times, up to two of each. */
final class RandomFaults {

    private static final long SECOND = 1_000_000L;

    private final RandomStream random;
    private final List<ContainerInstance> instances;
    private final List<String> registries;
    private final long horizonMicros;

    RandomFaults(RandomStream random, List<ContainerInstance> instances, List<String> registries, long horizonMicros) {
        this.random = random;
        this.instances = instances;
        this.registries = registries;
        this.horizonMicros = horizonMicros;
    }

    /** Returns a plan with these faults beside its own. */
    FaultPlan added(FaultPlan plan) {
        List<ZoneEvent> zones = new ArrayList<>(plan.zones());
        zones.addAll(some(this::zoneEvent));
        List<SpotPool> spot = new ArrayList<>(plan.spot());
        if (random.nextInt(3) == 0) {
            SpotMarket market = new SpotMarket(
                    random.nextInt(2) * 0.9, share(), new ExponentialLaw(between(60, 1200), Quantity.NUMBER));
            spot.add(new SpotPool(any().pool(), market));
        }
        return new FaultPlan(
                        plan.instances(),
                        zones,
                        plan.randomZones(),
                        plan.shocks(),
                        plan.outages(),
                        plan.crashes(),
                        plan.recovery(),
                        plan.trunks(),
                        spot,
                        PlannedFaults.NONE)
                .withPlanned(new PlannedFaults(
                        some(() -> new AgentStorm(time(), lasts(), share(), maybeZone())),
                        some(this::registry),
                        some(this::controlPlane),
                        some(() -> new SpotWave(
                                time(),
                                Optional.empty(),
                                maybeZone(),
                                Optional.empty(),
                                share(),
                                random.nextInt(200) * SECOND)),
                        List.of(),
                        some(() -> new ZonalShift(any().zone().name(), time(), lasts()))));
    }

    private ZoneEvent zoneEvent() {
        String zone = any().zone().name();
        return switch (random.nextInt(3)) {
            case 0 -> new ZoneEvent(zone, time(), lasts());
            case 1 -> new ZoneEvent(zone, ZoneEvent.Kind.PARTITION, time(), lasts(), 1, 0);
            default ->
                new ZoneEvent(
                        zone, ZoneEvent.Kind.IMPAIRED, time(), lasts(), between(1, 10), random.nextInt(11) / 10.0);
        };
    }

    private RegistryFault registry() {
        String name = registries.get(random.nextInt(registries.size()));
        return random.nextInt(2) == 0
                ? new RegistryFault(name, RegistryFault.Kind.DOWN, time(), lasts(), 1, OptionalLong.empty())
                : new RegistryFault(
                        name,
                        RegistryFault.Kind.SLOW,
                        time(),
                        lasts(),
                        between(1, 50),
                        random.nextInt(2) == 0 ? OptionalLong.of(between(1, 100) * 100_000L) : OptionalLong.empty());
    }

    private ControlPlaneFault controlPlane() {
        OptionalDouble rate = switch (random.nextInt(3)) {
            case 0 -> OptionalDouble.empty();
            case 1 -> OptionalDouble.of(0);
            default -> OptionalDouble.of(between(1, 300) / 100.0);
        };
        return new ControlPlaneFault(time(), lasts(), rate, between(1, 20));
    }

    private <T> List<T> some(Supplier<T> one) {
        List<T> made = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            made.add(one.get());
        }
        return made;
    }

    private ContainerInstance any() {
        return instances.get(random.nextInt(instances.size()));
    }

    private Optional<String> maybeZone() {
        return random.nextInt(2) == 0 ? Optional.of(any().zone().name()) : Optional.empty();
    }

    private double share() {
        return between(1, 10) / 10.0;
    }

    private long time() {
        return (long) (random.nextDouble() * horizonMicros);
    }

    private long lasts() {
        return between(1, 1800) * SECOND;
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
