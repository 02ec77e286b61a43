package io.ecsim.experiments.validation;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.workloads.arrival.PoissonArrivals;
import io.ecsim.workloads.arrival.SyntheticWorkload;
import io.ecsim.workloads.arrival.TaskKind;
import io.ecsim.workloads.arrival.TaskMix;
import io.ecsim.workloads.law.Lifetime;
import java.util.ArrayList;
import java.util.List;

/**
 * Poisson arrivals of equal tasks to instances with room for a number of them: in the eyes of queueing theory a queue
 * whose servers are slots. Which slot a task gets does not matter to it, so any placement strategy may be tried.
 *
 * @param instances number of instances, in three zones
 * @param slots tasks that fit on an instance
 * @param load arrival rate times mean service time
 * @param service law of the run time, with mean {@link ServiceLaws#MEAN_MICROS}
 * @param noFit what happens to a task that finds no slot
 * @param strategy the placement strategy
 * @param warmup mean service times cut from the start; the run begins with the tasks that a system without limit holds
 * @param length mean service times measured after that
 * @param samples looks at the number of tasks running, spread evenly over the run
 */
record SlotQueue(
        int instances,
        int slots,
        double load,
        Lifetime service,
        NoFitPolicy noFit,
        String strategy,
        double warmup,
        double length,
        int samples) {

    private static final int CPU_UNITS = 256;
    private static final int MEMORY_MIB = 512;
    private static final int ZONES = 3;
    private static final double MICROS_PER_SECOND = 1e6;

    /** Runs one replication. */
    RunResult run(Streams streams) {
        return ClusterSimulation.run(
                world(),
                strategy(strategy),
                streams,
                new RunOptions(
                        RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.OFF, samples));
    }

    /** Returns the built-in strategy chain of that name. */
    static StrategyChain strategy(String text) {
        return BuiltInStrategies.catalogue().parse(text);
    }

    private World world() {
        List<ContainerInstance> fleet = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            fleet.add(ContainerInstance.of("i-" + i, "zone-" + i % ZONES, slots * CPU_UNITS, slots * MEMORY_MIB));
        }
        TaskDefinition task = TaskDefinition.of("task", CPU_UNITS, MEMORY_MIB);
        long horizon = micros(warmup + length);
        TaskMix mix = new TaskMix(List.of(TaskKind.of(0, task, 1, service)));
        PoissonArrivals arrivals = new PoissonArrivals(load * MICROS_PER_SECOND / ServiceLaws.MEAN_MICROS);
        return new World(
                fleet,
                List.of(TaskSpec.standalone(task)),
                new SyntheticWorkload("tasks", arrivals, mix, horizon, Long.MAX_VALUE, true),
                noFit,
                FaultPlan.NONE,
                horizon,
                micros(warmup));
    }

    private static long micros(double services) {
        return (long) (services * ServiceLaws.MEAN_MICROS);
    }

    /** Returns the share of tasks placed that had to wait. */
    static double waited(RunResult result) {
        long[] waits = result.waits().placedMicros();
        long atOnce = waits.length > 0 && waits[0] == 0 ? result.waits().placedCounts()[0] : 0;
        return 1 - (double) atOnce / result.waits().placed();
    }

    /** Returns the mean wait in mean service times. */
    static double meanWait(RunResult result) {
        return result.value(Metric.WAIT_MEAN) * MICROS_PER_SECOND / ServiceLaws.MEAN_MICROS;
    }

    /** Returns the mean number of slots taken. */
    double busy(RunResult result) {
        return result.value(Metric.ALLOCATED_CPU) * instances * slots;
    }

    /** Returns the mean squared distance of the sampled number of tasks from its exact mean, after the warm-up. */
    double variance(RunResult result, double exactMean) {
        Series allocated = result.series().stream()
                .filter(series -> series.key().equals("allocatedCpu"))
                .findFirst()
                .orElseThrow();
        long[] times = allocated.timeMicros();
        double[] shares = allocated.values();
        double sum = 0;
        int count = 0;
        for (int i = 0; i < times.length; i++) {
            if (times[i] >= micros(warmup)) {
                double distance = shares[i] * instances * slots - exactMean;
                sum += distance * distance;
                count++;
            }
        }
        return sum / count;
    }

    /** Returns the same queue with another load. */
    SlotQueue withLoad(double other) {
        return new SlotQueue(instances, slots, other, service, noFit, strategy, warmup, length, samples);
    }

    /** Returns the same queue with another law of service. */
    SlotQueue withService(Lifetime other) {
        return new SlotQueue(instances, slots, load, other, noFit, strategy, warmup, length, samples);
    }

    /** Returns the same queue with another number of slots on each instance. */
    SlotQueue withSlots(int other) {
        return new SlotQueue(instances, other, load, service, noFit, strategy, warmup, length, samples);
    }
}
