package io.ecsim.experiments.validation;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.theory.SharedLink;
import io.ecsim.experiments.theory.SharedLink.TaskClass;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.workloads.arrival.PoissonArrivals;
import io.ecsim.workloads.arrival.SyntheticWorkload;
import io.ecsim.workloads.arrival.TaskKind;
import io.ecsim.workloads.arrival.TaskMix;
import io.ecsim.workloads.law.Lifetime;
import java.util.ArrayList;
import java.util.List;

/** Tasks of three sizes on one instance without a queue: the blocking of each size by Kaufman and Roberts. */
final class SharedLinkOracles {

    private static final SharedLink LINK =
            new SharedLink(16, List.of(new TaskClass(1, 4), new TaskClass(2, 2), new TaskClass(4, 1)));
    private static final int CPU_UNITS = 256;
    private static final int MEMORY_MIB = 128;
    private static final double WARMUP = 30;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double FAULTY_RATE = 1.03;
    static final double TASKS_PER_SERVICE = 7;

    private static final String OCCUPANCY = "mean occupancy";
    private static final RunOptions OPTIONS =
            new RunOptions(RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.OFF, 2);

    private SharedLinkOracles() {}

    /**
     * The link with a law of service.
     *
     * @param services mean service times measured in each replication
     */
    static Oracle link(Lifetime service, String law, int replications, double services) {
        List<Known> quantities = new ArrayList<>();
        double[] blocking = LINK.blocking();
        for (int i = 0; i < blocking.length; i++) {
            quantities.add(Known.probability(blockingOf(i), blocking[i]));
        }
        quantities.add(Known.mean(OCCUPANCY, LINK.meanOccupancy()));
        return new Oracle(
                "16 units, " + law, quantities, replications, streams -> measure(service, 1, services, streams), false);
    }

    private static String blockingOf(int taskClass) {
        return "blocking size " + LINK.classes().get(taskClass).size();
    }

    /** The link under more load than it is held against. */
    static List<Oracle> faults(int replications, double services) {
        return List.of(link(ServiceLaws.EXPONENTIAL, "M", replications, services)
                .planted(
                        "arrivals +3 %",
                        streams -> measure(ServiceLaws.EXPONENTIAL, FAULTY_RATE, services, streams), OCCUPANCY));
    }

    private static double[] measure(Lifetime service, double factor, double services, Streams streams) {
        List<TaskSpec> specs = new ArrayList<>();
        List<TaskKind> kinds = new ArrayList<>();
        double load = 0;
        for (TaskClass tasks : LINK.classes()) {
            TaskDefinition task =
                    TaskDefinition.of("size-" + tasks.size(), tasks.size() * CPU_UNITS, tasks.size() * MEMORY_MIB);
            kinds.add(TaskKind.of(specs.size(), task, tasks.load(), service));
            specs.add(TaskSpec.standalone(task));
            load += tasks.load() * factor;
        }
        long warmup = (long) (WARMUP * ServiceLaws.MEAN_MICROS);
        long horizon = warmup + (long) (services * ServiceLaws.MEAN_MICROS);
        SyntheticWorkload tasks = new SyntheticWorkload(
                "tasks",
                new PoissonArrivals(load * MICROS_PER_SECOND / ServiceLaws.MEAN_MICROS),
                new TaskMix(kinds),
                horizon,
                Long.MAX_VALUE,
                true);
        PlacementCount count = new PlacementCount(tasks, warmup, specs.size());
        World world = new World(
                List.of(ContainerInstance.of(
                        "i-0", "zone-0", LINK.capacity() * CPU_UNITS, LINK.capacity() * MEMORY_MIB)),
                specs,
                count,
                new NoFitPolicy.Fail(),
                FaultPlan.NONE,
                horizon,
                warmup);
        RunResult result = ClusterSimulation.run(world, new StrategyChain("count", List.of(count)), streams, OPTIONS);
        double[] values = new double[specs.size() + 1];
        for (int i = 0; i < specs.size(); i++) {
            values[i] = count.shareNotPlaced(i);
        }
        values[specs.size()] = result.value(Metric.ALLOCATED_CPU);
        return values;
    }
}
