package io.ecsim.benchmarks;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.workloads.arrival.PoissonArrivals;
import io.ecsim.workloads.arrival.SyntheticWorkload;
import io.ecsim.workloads.arrival.TaskKind;
import io.ecsim.workloads.arrival.TaskMix;
import io.ecsim.workloads.law.ExponentialLaw;
import io.ecsim.workloads.law.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The worlds S and S' of models.md M13: a stationary population at time 0, then Poisson arrivals. */
final class BenchmarkWorld {

    static final double MEAN_RUN_SECONDS = 600;
    static final int LEAST_CPU = 128;
    static final int MOST_CPU = 1792;
    static final int LEAST_MEMORY = 100;
    static final int MOST_MEMORY = 6248;

    private static final int[] GRID_CPU = {256, 512, 1024, 2048};
    private static final int[] GRID_MEMORY = {512, 1024, 2048, 4096, 8192};

    private static final int SAMPLE_SECONDS = 60;
    private static final int HORIZON_SAMPLES = 10_000_000;
    private static final long HORIZON_MICROS = HORIZON_SAMPLES * SAMPLE_SECONDS * 1_000_000L;

    /** CPU units and MiB of m5.xlarge, m5.2xlarge, r5.2xlarge, r5.4xlarge as advertised. */
    private static final int[][] TYPES = {{4096, 16384}, {8192, 32768}, {8192, 65536}, {16384, 131072}};

    private BenchmarkWorld() {}

    /**
     * Opens a run that has lived one mean duration.
     *
     * @param scenario {@code S} or {@code S'}
     * @param load share of CPU asked for
     * @param strategy a chain in the notation of scenario files
     */
    static ClusterSimulation openSteady(String scenario, int instances, double load, String strategy) {
        ClusterSimulation run = ClusterSimulation.open(
                world(scenario, instances, load),
                BuiltInStrategies.catalogue().parse(strategy),
                new Streams(42, 0),
                new RunOptions(
                        RunOptions.Lookup.INDEXED,
                        RunOptions.TieBreak.REGISTRATION,
                        RunOptions.Checks.OFF,
                        HORIZON_SAMPLES));
        run.advanceTo((long) (MEAN_RUN_SECONDS * 1e6));
        return run;
    }

    /** Returns the arrival rate for a load, in tasks a second. */
    static double tasksPerSecond(String scenario, int instances, double load) {
        double cpu = instances(scenario, instances).stream()
                .mapToLong(ContainerInstance::cpuUnits)
                .sum();
        return load * cpu / mix(scenario).meanCpuUnitSeconds();
    }

    static World world(String scenario, int instances, double load) {
        return new World(
                instances(scenario, instances),
                definitions().stream().map(TaskSpec::standalone).toList(),
                new SyntheticWorkload(
                        "tasks",
                        new PoissonArrivals(tasksPerSecond(scenario, instances, load)),
                        mix(scenario),
                        HORIZON_MICROS,
                        Long.MAX_VALUE,
                        true),
                new NoFitPolicy.Wait(false),
                FaultPlan.NONE,
                HORIZON_MICROS,
                0);
    }

    /** Twenty definitions on the grid, each its own family and group. */
    private static List<TaskDefinition> definitions() {
        List<TaskDefinition> definitions = new ArrayList<>();
        for (int memory : GRID_MEMORY) {
            for (int cpu : GRID_CPU) {
                definitions.add(TaskDefinition.of("task-" + definitions.size(), cpu, memory));
            }
        }
        return definitions;
    }

    /** Equal weights; S' draws sizes uniform on integers instead of the definition's own. */
    private static TaskMix mix(String scenario) {
        Law runTime = new ExponentialLaw(MEAN_RUN_SECONDS * 1e6, Quantity.DURATION);
        List<TaskDefinition> definitions = definitions();
        List<TaskKind> kinds = new ArrayList<>();
        for (int i = 0; i < definitions.size(); i++) {
            TaskKind kind = TaskKind.of(i, definitions.get(i), 1, runTime);
            kinds.add(
                    isGrid(scenario)
                            ? kind
                            : kind.withCpuUnits(LEAST_CPU, MOST_CPU).withMemoryMiB(LEAST_MEMORY, MOST_MEMORY));
        }
        return new TaskMix(kinds);
    }

    private static boolean isGrid(String scenario) {
        return switch (scenario) {
            case "S" -> true;
            case "S'" -> false;
            default -> throw new IllegalArgumentException("scenario must be S or S', was " + scenario);
        };
    }

    private static List<ContainerInstance> instances(String scenario, int count) {
        boolean grid = isGrid(scenario);
        List<ContainerInstance> instances = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] type = grid ? new int[] {8192, 32768} : TYPES[i / 3 % TYPES.length];
            instances.add(ContainerInstance.of(
                    String.format(Locale.ROOT, "i-%06d", i), "us-east-1" + "abc".charAt(i % 3), type[0], type[1]));
        }
        return instances;
    }
}
