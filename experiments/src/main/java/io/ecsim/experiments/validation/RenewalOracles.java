package io.ecsim.experiments.validation;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.theory.AlternatingRenewal;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.workloads.arrival.DeterministicArrivals;
import io.ecsim.workloads.arrival.SyntheticWorkload;
import io.ecsim.workloads.arrival.TaskKind;
import io.ecsim.workloads.arrival.TaskMix;
import io.ecsim.workloads.law.LognormalLaw;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.law.UniformLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Instances that fail and are replaced. An instance is billed while it is up, so the bill over the price of the whole
 * fleet for the whole time is the availability; held against theory is its complement, which is the harder check.
 */
final class RenewalOracles {

    private static final double LIFE_SECONDS = 100_000;
    private static final double REPAIR_SECONDS = 10_000;
    private static final double FAULTY_REPAIR = 1.03;
    private static final int INSTANCES = 50;
    private static final double WARMUP_CYCLES = 40;
    private static final long MICRO_USD_PER_HOUR = 1_000_000;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final String UNAVAILABLE = "share down";
    private static final RunOptions OPTIONS =
            new RunOptions(RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.OFF, 2);

    private RenewalOracles() {}

    /**
     * Both laws other than exponential.
     *
     * @param cycles mean lives and repairs of each instance measured in each replication
     */
    static List<Oracle> all(int replications, double cycles) {
        return List.of(
                oracle("lognormal life", lognormal(LIFE_SECONDS), replications, cycles),
                oracle("uniform life", uniform(LIFE_SECONDS), replications, cycles));
    }

    private static Oracle oracle(String name, Law life, int replications, double cycles) {
        AlternatingRenewal exact = new AlternatingRenewal(LIFE_SECONDS, REPAIR_SECONDS);
        FaultPlan.Renewal renewal = new FaultPlan.Renewal(life, uniform(REPAIR_SECONDS));
        return new Oracle(
                name,
                List.of(Known.probability(UNAVAILABLE, 1 - exact.availability())),
                replications,
                streams -> measure(renewal, cycles, streams),
                false);
    }

    /** Repairs that take longer than they are held against. */
    static List<Oracle> faults(int replications, double cycles) {
        Law life = lognormal(LIFE_SECONDS);
        FaultPlan.Renewal slower = new FaultPlan.Renewal(life, uniform(REPAIR_SECONDS * FAULTY_REPAIR));
        return List.of(oracle("lognormal life", life, replications, cycles)
                .planted("repairs +3 %", streams -> measure(slower, cycles, streams), UNAVAILABLE));
    }

    private static Law lognormal(double mean) {
        return LognormalLaw.ofMean(mean, mean, Quantity.NUMBER);
    }

    private static Law uniform(double mean) {
        return new UniformLaw(mean / 2, mean * 3 / 2, Quantity.NUMBER);
    }

    private static double[] measure(FaultPlan.Renewal renewal, double cycles, Streams streams) {
        double cycleSeconds = LIFE_SECONDS + REPAIR_SECONDS;
        long warmup = (long) (WARMUP_CYCLES * cycleSeconds * MICROS_PER_SECOND);
        long horizon = warmup + (long) (cycles * cycleSeconds * MICROS_PER_SECOND);
        List<ContainerInstance> fleet = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            fleet.add(priced("i-" + i, "zone-" + i % 3));
        }
        TaskDefinition task = TaskDefinition.of("task", 256, 512);
        World world = new World(
                fleet,
                List.of(TaskSpec.standalone(task)),
                SyntheticWorkload.until(
                        horizon,
                        new DeterministicArrivals(horizon / 4),
                        new TaskMix(List.of(TaskKind.of(0, task, 1, ServiceLaws.EXPONENTIAL)))),
                new NoFitPolicy.Fail(),
                new FaultPlan(
                        Optional.of(renewal), List.of(), Optional.empty(), Optional.empty(), FaultPlan.Recovery.NONE),
                horizon,
                warmup);
        double billed = ClusterSimulation.run(world, SlotQueue.strategy("binpack(memory)"), streams, OPTIONS)
                .value(Metric.BILLED);
        double hours = (horizon - warmup) / MICROS_PER_SECOND / SECONDS_PER_HOUR;
        return new double[] {1 - billed / (hours * INSTANCES)};
    }

    static ContainerInstance priced(String id, String zone) {
        return new ContainerInstance(
                id,
                new AvailabilityZone(zone),
                "custom",
                4096,
                8192,
                0,
                0,
                ContainerInstance.DEFAULT_RESERVED_PORTS,
                Map.of(),
                Map.of("ecs.availability-zone", zone),
                MICRO_USD_PER_HOUR);
    }
}
