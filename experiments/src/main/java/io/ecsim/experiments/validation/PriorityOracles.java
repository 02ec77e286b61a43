package io.ecsim.experiments.validation;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.theory.PriorityDelaySystem;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.PriorityWaits;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;
import io.ecsim.workloads.arrival.PoissonArrivals;
import io.ecsim.workloads.arrival.SyntheticWorkload;
import io.ecsim.workloads.arrival.TaskKind;
import io.ecsim.workloads.arrival.TaskMix;
import java.util.ArrayList;
import java.util.List;

/** Two classes of tasks that differ only in priority, before ten servers: the mean wait of each by Cobham. */
final class PriorityOracles {

    private static final int INSTANCES = 2;
    private static final int SLOTS = 5;
    private static final PriorityDelaySystem QUEUE = new PriorityDelaySystem(INSTANCES * SLOTS, List.of(3.0, 5.0));
    private static final List<Integer> PRIORITIES = List.of(7, 0);
    private static final double LOAD = 8;
    private static final int CPU_UNITS = 256;
    private static final int MEMORY_MIB = 512;
    private static final double WARMUP = 150;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double FAULTY_RATE = 1.03;
    private static final String URGENT = "mean wait, urgent";
    private static final String OTHER = "mean wait, other";
    private static final RunOptions OPTIONS =
            new RunOptions(RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.OFF, 2);

    private PriorityOracles() {}

    /**
     * The queue, in which whoever fits may pass, or strictly in order.
     *
     * @param tasks measured in each replication
     * @param aim width of the mean waits that so many tasks reach
     */
    static Oracle queue(boolean strictFifo, int replications, double tasks, double aim) {
        double[] exact = QUEUE.meanWaitsInServiceTimes();
        return new Oracle(
                "M/M/10, priorities 3 + 5" + (strictFifo ? ", strict" : ""),
                List.of(
                        Known.mean(URGENT, exact[0]).within(aim),
                        Known.mean(OTHER, exact[1]).within(aim)),
                replications,
                streams -> measure(strictFifo, PRIORITIES, 1, tasks, streams),
                false);
    }

    /** Queues that are not the one they are held against. */
    static List<Oracle> faults(int replications, double tasks) {
        Oracle queue = queue(false, replications, tasks, 1);
        List<Integer> exchanged = List.of(0, 7);
        return List.of(
                queue.planted("exchanged", streams -> measure(false, exchanged, 1, tasks, streams), URGENT, OTHER),
                queue.planted(
                        "arrivals +3 %",
                        streams -> measure(false, PRIORITIES, FAULTY_RATE, tasks, streams), URGENT, OTHER));
    }

    private static double[] measure(
            boolean strictFifo, List<Integer> priorities, double factor, double tasks, Streams streams) {
        TaskDefinition task = TaskDefinition.of("task", CPU_UNITS, MEMORY_MIB);
        List<TaskKind> kinds = new ArrayList<>();
        for (int i = 0; i < priorities.size(); i++) {
            kinds.add(TaskKind.of(0, task, QUEUE.loads().get(i), ServiceLaws.EXPONENTIAL)
                    .withPriority(priorities.get(i)));
        }
        List<ContainerInstance> fleet = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            fleet.add(ContainerInstance.of("i-" + i, "zone-" + i, SLOTS * CPU_UNITS, SLOTS * MEMORY_MIB));
        }
        long warmup = (long) (WARMUP * ServiceLaws.MEAN_MICROS);
        long horizon = warmup + (long) (tasks / LOAD * ServiceLaws.MEAN_MICROS);
        PoissonArrivals arrivals = new PoissonArrivals(LOAD * factor * MICROS_PER_SECOND / ServiceLaws.MEAN_MICROS);
        World world = new World(
                fleet,
                List.of(TaskSpec.standalone(task)),
                new SyntheticWorkload("tasks", arrivals, new TaskMix(kinds), horizon, Long.MAX_VALUE, true),
                new NoFitPolicy.Wait(strictFifo),
                FaultPlan.NONE,
                horizon,
                warmup);
        RunResult result = ClusterSimulation.run(world, SlotQueue.strategy("binpack(memory)"), streams, OPTIONS);
        double[] waits = new double[result.waitsByPriority().size()];
        for (int i = 0; i < waits.length; i++) {
            PriorityWaits of = result.waitsByPriority().get(i);
            waits[i] = of.meanSeconds().orElseThrow() * MICROS_PER_SECOND / ServiceLaws.MEAN_MICROS;
        }
        return waits;
    }
}
