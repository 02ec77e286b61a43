package io.ecsim.experiments.validation;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.theory.SharedShock;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.Shock;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;
import io.ecsim.workloads.arrival.DeterministicArrivals;
import io.ecsim.workloads.arrival.SyntheticWorkload;
import io.ecsim.workloads.arrival.TaskKind;
import io.ecsim.workloads.arrival.TaskMix;
import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.ExponentialLaw;
import io.ecsim.workloads.law.Quantity;
import java.util.List;

/**
 * Two instances under common shocks (models.md M8). How long one is down is read off the bill, as with
 * {@link RenewalOracles}; how long both are down is the share of tasks, asked for at even distances, that fail for want of an
 * instance.
 */
final class ShockOracles {

    private static final double SHOCK_SECONDS = 50_000;
    private static final double SHARE = 0.5;
    private static final double REPAIR_SECONDS = 20_000;
    private static final double ASK_SECONDS = 5_000;
    private static final double WARMUP_SHOCKS = 40;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final String DOWN = "share down";
    private static final String BOTH_DOWN = "both down";
    private static final RunOptions OPTIONS =
            new RunOptions(RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.OFF, 2);

    private ShockOracles() {}

    /**
     * Two instances of one zone.
     *
     * @param shocks mean number of shocks measured in each replication
     */
    static Oracle pair(int replications, double shocks) {
        SharedShock exact = new SharedShock(1 / SHOCK_SECONDS, SHARE, 1 / REPAIR_SECONDS);
        return new Oracle(
                "common shocks",
                List.of(Known.probability(DOWN, exact.down()), Known.probability(BOTH_DOWN, exact.bothDown())),
                replications,
                streams -> measure(Shock.Domain.ZONE, shocks, streams),
                false);
    }

    /** As many failures, but each instance meets its own: what forgetting the correlation would give. */
    static Oracle fault(int replications, double shocks) {
        return pair(replications, shocks)
                .planted(
                        "each instance by itself",
                        streams -> measure(Shock.Domain.INSTANCE, shocks, streams),
                        BOTH_DOWN);
    }

    private static double[] measure(Shock.Domain domain, double shocks, Streams streams) {
        long warmup = (long) (WARMUP_SHOCKS * SHOCK_SECONDS * MICROS_PER_SECOND);
        long horizon = warmup + (long) (shocks * SHOCK_SECONDS * MICROS_PER_SECOND);
        TaskDefinition task = TaskDefinition.of("task", 256, 512);
        TaskKind kind = TaskKind.of(0, task, 1, new ConstantLaw(MICROS_PER_SECOND, Quantity.DURATION));
        Shock shock =
                new Shock(domain, List.of(), SHOCK_SECONDS, SHARE, new ExponentialLaw(REPAIR_SECONDS, Quantity.NUMBER));
        World world = new World(
                List.of(RenewalOracles.priced("i-0", "zone"), RenewalOracles.priced("i-1", "zone")),
                List.of(TaskSpec.standalone(task)),
                SyntheticWorkload.until(
                        horizon,
                        new DeterministicArrivals((long) (ASK_SECONDS * MICROS_PER_SECOND)),
                        new TaskMix(List.of(kind))),
                new NoFitPolicy.Fail(),
                FaultPlan.NONE.withShocks(List.of(shock)),
                horizon,
                warmup);
        RunResult result = ClusterSimulation.run(world, SlotQueue.strategy("binpack(memory)"), streams, OPTIONS);
        double hours = (horizon - warmup) / MICROS_PER_SECOND / SECONDS_PER_HOUR;
        return new double[] {1 - result.value(Metric.BILLED) / (2 * hours), result.value(Metric.UNPLACED)};
    }
}
