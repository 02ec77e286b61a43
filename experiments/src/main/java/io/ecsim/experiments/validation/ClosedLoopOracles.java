package io.ecsim.experiments.validation;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.theory.ClosedSystem;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import io.ecsim.random.Streams;
import io.ecsim.workloads.arrival.ClosedLoopWorkload;
import io.ecsim.workloads.arrival.TaskKind;
import io.ecsim.workloads.arrival.TaskMix;
import io.ecsim.workloads.law.ExponentialLaw;
import io.ecsim.workloads.law.Quantity;
import java.util.ArrayList;
import java.util.List;

/** Customers who think and wait for their tasks: the machine-repairman model. */
final class ClosedLoopOracles {

    private static final int INSTANCES = 2;
    private static final int SLOTS = 5;
    private static final ClosedSystem SYSTEM = new ClosedSystem(INSTANCES * SLOTS, 30, 2);
    private static final int CPU_UNITS = 256;
    private static final int MEMORY_MIB = 512;
    private static final double WARMUP = 50;
    private static final double LONGER_THINK = 1.03;
    private static final String THROUGHPUT = "throughput";
    private static final String BUSY = "mean busy";
    private static final String PRESENT = "mean present";
    private static final String WAIT = "mean wait";

    private ClosedLoopOracles() {}

    /**
     * M/M/10//30.
     *
     * @param tasks measured in each replication, about
     * @param aim width of the mean wait that so many tasks reach
     */
    static Oracle loop(int replications, double tasks, double aim) {
        return new Oracle(
                "M/M/10//30",
                List.of(
                        Known.mean(THROUGHPUT, SYSTEM.throughput()),
                        Known.mean(BUSY, SYSTEM.throughput()),
                        Known.mean(PRESENT, SYSTEM.meanPresent()),
                        Known.mean(WAIT, SYSTEM.meanWaitInServiceTimes()).within(aim)),
                replications,
                streams -> measure(SYSTEM, tasks, streams),
                false);
    }

    /** Loops that are not the one they are held against. */
    static List<Oracle> faults(int replications, double tasks) {
        Oracle loop = loop(replications, tasks, 1);
        ClosedSystem slower = new ClosedSystem(SYSTEM.servers(), SYSTEM.customers(), SYSTEM.think() * LONGER_THINK);
        ClosedSystem fewer = new ClosedSystem(SYSTEM.servers(), SYSTEM.customers() - 1, SYSTEM.think());
        return List.of(
                loop.planted("think +3 %", streams -> measure(slower, tasks, streams), PRESENT, WAIT),
                loop.planted("one missing", streams -> measure(fewer, tasks, streams), PRESENT, WAIT));
    }

    private static double[] measure(ClosedSystem system, double tasks, Streams streams) {
        double services = tasks / SYSTEM.throughput();
        RunResult result = run(system, services, streams);
        double[] waiting = values(result, "waiting");
        double[] allocated = values(result, "allocatedCpu");
        int from = (int) (waiting.length * WARMUP / (WARMUP + services)) + 1;
        double present = 0;
        for (int i = from; i < waiting.length; i++) {
            present += waiting[i] + allocated[i] * INSTANCES * SLOTS;
        }
        return new double[] {
            result.counts().requested() / services,
            result.value(Metric.ALLOCATED_CPU) * INSTANCES * SLOTS,
            present / (waiting.length - from),
            SlotQueue.meanWait(result)
        };
    }

    private static RunResult run(ClosedSystem system, double services, Streams streams) {
        TaskDefinition task = TaskDefinition.of("task", CPU_UNITS, MEMORY_MIB);
        List<ContainerInstance> fleet = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            fleet.add(ContainerInstance.of("i-" + i, "zone-" + i, SLOTS * CPU_UNITS, SLOTS * MEMORY_MIB));
        }
        long warmup = (long) (WARMUP * ServiceLaws.MEAN_MICROS);
        long horizon = warmup + (long) (services * ServiceLaws.MEAN_MICROS);
        ClosedLoopWorkload loop = new ClosedLoopWorkload(
                "tasks",
                system.customers(),
                new ExponentialLaw(system.think() * ServiceLaws.MEAN_MICROS, Quantity.DURATION),
                new TaskMix(List.of(TaskKind.of(0, task, 1, ServiceLaws.EXPONENTIAL))),
                horizon,
                Long.MAX_VALUE);
        World world = new World(
                fleet,
                List.of(TaskSpec.standalone(task)),
                loop,
                new NoFitPolicy.Wait(false),
                FaultPlan.NONE,
                horizon,
                warmup);
        RunOptions options =
                new RunOptions(RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.OFF, (int)
                        (WARMUP + services));
        return ClusterSimulation.run(world, SlotQueue.strategy("spread(instanceId)"), streams, options);
    }

    private static double[] values(RunResult result, String key) {
        return result.series().stream()
                .filter(series -> series.key().equals(key))
                .findFirst()
                .map(Series::values)
                .orElseThrow();
    }
}
