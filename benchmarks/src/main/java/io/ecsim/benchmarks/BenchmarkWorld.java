package io.ecsim.benchmarks;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The worlds S and S' of models.md M13. */
final class BenchmarkWorld {

    private static final int SAMPLE_SECONDS = 60;
    private static final int HORIZON_SAMPLES = 10_000_000;

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
        run.advanceTo((long) (BenchmarkWorkload.MEAN_RUN_SECONDS * 1e6));
        return run;
    }

    /** Returns the arrival rate for a load, in tasks a second. */
    static double tasksPerSecond(String scenario, int instances, double load) {
        return load
                * totalCpu(instances(scenario, instances))
                / BenchmarkWorkload.meanCpuUnits()
                / BenchmarkWorkload.MEAN_RUN_SECONDS;
    }

    static World world(String scenario, int instances, double load) {
        boolean grid = isGrid(scenario);
        List<TaskSpec> tasks = new ArrayList<>();
        for (int i = 0; i < BenchmarkWorkload.DEFINITIONS; i++) {
            tasks.add(TaskSpec.standalone(
                    TaskDefinition.of("task-" + i, BenchmarkWorkload.gridCpu(i), BenchmarkWorkload.gridMemory(i))));
        }
        return new World(
                instances(scenario, instances),
                tasks,
                new BenchmarkWorkload(tasksPerSecond(scenario, instances, load), grid),
                new NoFitPolicy.Wait(false),
                FaultPlan.NONE,
                HORIZON_SAMPLES * SAMPLE_SECONDS * 1_000_000L,
                0);
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

    private static double totalCpu(List<ContainerInstance> instances) {
        return instances.stream().mapToLong(ContainerInstance::cpuUnits).sum();
    }
}
