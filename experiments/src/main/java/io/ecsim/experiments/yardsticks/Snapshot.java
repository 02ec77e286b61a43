package io.ecsim.experiments.yardsticks;

import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.Launch;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The tasks that a world asks for at one instant: those of its workload that run then if nobody waited, and those of its
 * services.
 *
 * @param world where they are
 * @param atMicros the instant, in microseconds of simulated time
 * @param tasks in order of arrival, those of services first; at least one
 */
record Snapshot(World world, long atMicros, List<Task> tasks) {

    private static final int INSTANTS = 400;
    private static final int MILLI = 1000;

    /**
     * A task.
     *
     * @param definition index of what it is one of
     * @param leftMicros for how long it runs on from the instant, or {@link ArrivalCursor#ENDLESS}
     */
    record Task(int definition, int cpuUnits, int memoryMiB, int gpus, int gpuMilli, long leftMicros) {}

    private record Offered(long start, long end, Task task) {}

    Snapshot {
        tasks = List.copyOf(tasks);
    }

    /**
     * Takes the snapshot of a replication.
     *
     * @param when the instant; demand is measured by the scarcest resource of the cluster
     * @return absent where nothing runs then
     * @throws YardstickException if what arrives depends on how tasks fare, or tasks bring their own capacity
     * @throws io.ecsim.workload.WorkloadException if the workload cannot be read
     */
    static Optional<Snapshot> of(World world, Streams streams, SnapshotTime when) {
        if (world.tasks().stream().anyMatch(spec -> !spec.launch().equals(Launch.EC2))
                || world.instances().isEmpty()) {
            throw new YardstickException("yardsticks are for tasks on instances that are there from the beginning");
        }
        List<Offered> offered = offered(world, streams);
        long instant = when instanceof SnapshotTime.At stated ? stated.micros() : instant(world, offered, when);
        List<Task> tasks = new ArrayList<>(ofServices(world));
        for (Offered each : offered) {
            if (each.start <= instant && instant < each.end) {
                long left = each.end == ArrivalCursor.ENDLESS ? ArrivalCursor.ENDLESS : each.end - instant;
                Task task = each.task;
                tasks.add(new Task(task.definition, task.cpuUnits, task.memoryMiB, task.gpus, task.gpuMilli, left));
            }
        }
        return tasks.isEmpty() ? Optional.empty() : Optional.of(new Snapshot(world, instant, tasks));
    }

    private static List<Offered> offered(World world, Streams streams) {
        List<Offered> offered = new ArrayList<>();
        try (ArrivalCursor cursor = world.workload().open(streams)) {
            if (cursor.hearsEnds()) {
                throw new YardstickException("yardsticks are for workloads whose arrivals are known beforehand");
            }
            while (cursor.advance() && cursor.timeMicros() < world.horizonMicros()) {
                long start = cursor.timeMicros();
                long end = cursor.runMicros() >= ArrivalCursor.ENDLESS - start
                        ? ArrivalCursor.ENDLESS
                        : start + cursor.runMicros();
                offered.add(new Offered(
                        start,
                        end,
                        new Task(
                                cursor.definition(),
                                cursor.cpuUnits(),
                                cursor.memoryMiB(),
                                cursor.gpus(),
                                cursor.gpuMilli(),
                                0)));
            }
        }
        return offered;
    }

    private static List<Task> ofServices(World world) {
        List<Task> tasks = new ArrayList<>();
        world.controlPlane().map(ControlPlane::services).orElse(List.of()).forEach(plan -> {
            TaskSpec spec = world.tasks().get(plan.spec());
            Demand demand = spec.definition().demand();
            for (int i = 0; i < plan.service().desiredCount(); i++) {
                tasks.add(new Task(
                        plan.spec(),
                        demand.cpuUnits(),
                        demand.memoryMiB(),
                        demand.gpus(),
                        demand.gpuMilli(),
                        ArrivalCursor.ENDLESS));
            }
        });
        return tasks;
    }

    private static long instant(World world, List<Offered> offered, SnapshotTime when) {
        record Demanded(long at, double share) {}
        List<Demanded> instants = new ArrayList<>();
        for (int instant = 0; instant < INSTANTS; instant++) {
            double part = (instant + 0.5) / INSTANTS;
            long at = world.warmupMicros() + (long) ((world.horizonMicros() - world.warmupMicros()) * part);
            instants.add(new Demanded(at, share(world, offered, at)));
        }
        instants.sort(Comparator.comparingDouble(Demanded::share).thenComparingLong(Demanded::at));
        return instants.get(when instanceof SnapshotTime.Peak ? INSTANTS - 1 : INSTANTS / 2)
                .at();
    }

    /** Returns the share of the cluster's scarcest resource that the workload wants at a time. */
    private static double share(World world, List<Offered> offered, long at) {
        double cpu = 0;
        double memory = 0;
        double gpus = 0;
        for (Offered each : offered) {
            if (each.start <= at && at < each.end) {
                cpu += each.task.cpuUnits;
                memory += each.task.memoryMiB;
                gpus += each.task.gpus * MILLI + each.task.gpuMilli;
            }
        }
        double allGpus =
                world.instances().stream().mapToDouble(ContainerInstance::gpus).sum() * MILLI;
        double ofCpu = cpu
                / world.instances().stream()
                        .mapToDouble(ContainerInstance::cpuUnits)
                        .sum();
        double ofMemory = memory
                / world.instances().stream()
                        .mapToDouble(ContainerInstance::memoryMiB)
                        .sum();
        return Math.max(Math.max(ofCpu, ofMemory), allGpus == 0 ? 0 : gpus / allGpus);
    }
}
