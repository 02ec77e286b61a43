package io.ecsim.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A registered task definition, as far as it is modelled.
 *
 * @param family 1 to 255 letters, digits, hyphens and underscores
 * @param revision at least 1
 * @param networkMode bridge unless stated (R2.30)
 * @param cpuUnits task-level CPU units, 0 when not set (R2.20)
 * @param memoryMiB task-level memory in MiB, 0 when not set (R2.21)
 * @param containers at least one, in their precompiled start order (R3.31)
 * @param constraints the definition's own placement constraints, {@code memberOf} only (R1.40)
 * @param extra named extra resources of ecsim's own, name to amount a task
 * @param volumes its volumes
 * @param ephemeralStorageGiB ephemeral storage of a task on Fargate in GiB, 20 unless stated (R8.8)
 * @param gpuMilli thousandths of one GPU that a task shares with others, 1 to 999, or 0; ecsim's own
 */
public record TaskDefinition(
        String family,
        int revision,
        NetworkMode networkMode,
        int cpuUnits,
        int memoryMiB,
        List<ContainerDefinition> containers,
        List<PlacementConstraint> constraints,
        Map<String, Integer> extra,
        List<Volume> volumes,
        int ephemeralStorageGiB,
        int gpuMilli) {

    /** Ephemeral storage that every task on Fargate has (R8.8). */
    public static final int LEAST_STORAGE_GIB = 20;

    private static final int MOST_STORAGE_GIB = 200;

    /** Makes a definition whose tasks share no GPU. */
    public TaskDefinition(
            String family,
            int revision,
            NetworkMode networkMode,
            int cpuUnits,
            int memoryMiB,
            List<ContainerDefinition> containers,
            List<PlacementConstraint> constraints,
            Map<String, Integer> extra,
            List<Volume> volumes,
            int ephemeralStorageGiB) {
        this(
                family,
                revision,
                networkMode,
                cpuUnits,
                memoryMiB,
                containers,
                constraints,
                extra,
                volumes,
                ephemeralStorageGiB,
                0);
    }

    /** Makes a definition with the ephemeral storage that every task on Fargate has. */
    public TaskDefinition(
            String family,
            int revision,
            NetworkMode networkMode,
            int cpuUnits,
            int memoryMiB,
            List<ContainerDefinition> containers,
            List<PlacementConstraint> constraints,
            Map<String, Integer> extra,
            List<Volume> volumes) {
        this(
                family,
                revision,
                networkMode,
                cpuUnits,
                memoryMiB,
                containers,
                constraints,
                extra,
                volumes,
                LEAST_STORAGE_GIB);
    }

    /** Makes a definition without volumes. */
    public TaskDefinition(
            String family,
            int revision,
            NetworkMode networkMode,
            int cpuUnits,
            int memoryMiB,
            List<ContainerDefinition> containers,
            List<PlacementConstraint> constraints,
            Map<String, Integer> extra) {
        this(family, revision, networkMode, cpuUnits, memoryMiB, containers, constraints, extra, List.of());
    }

    public TaskDefinition {
        if (family.isEmpty()) {
            throw new IllegalArgumentException("a task definition needs a family");
        }
        if (revision < 1) {
            throw new IllegalArgumentException("revision must be at least 1, was " + revision);
        }
        if (containers.isEmpty()) {
            throw new IllegalArgumentException("task definition " + family + " needs a container");
        }
        containers = List.copyOf(containers);
        constraints = List.copyOf(constraints);
        extra = Collections.unmodifiableMap(new TreeMap<>(extra));
        volumes = List.copyOf(volumes);
        if (ephemeralStorageGiB < LEAST_STORAGE_GIB || ephemeralStorageGiB > MOST_STORAGE_GIB) {
            throw new IllegalArgumentException("ephemeral storage must be " + LEAST_STORAGE_GIB + " to "
                    + MOST_STORAGE_GIB + " GiB, was " + ephemeralStorageGiB);
        }
    }

    /** Returns a one-container definition in bridge mode that asks for CPU units and memory in MiB. */
    public static TaskDefinition of(String family, int cpuUnits, int memoryMiB) {
        ContainerDefinition only = new ContainerDefinition(family, cpuUnits, memoryMiB, 0, 0, true, List.of());
        return new TaskDefinition(family, 1, NetworkMode.BRIDGE, 0, 0, List.of(only), List.of(), Map.of());
    }

    /** Returns this definition with tasks that share thousandths of one GPU, 0 to 999. */
    public TaskDefinition sharing(int milli) {
        return new TaskDefinition(
                family,
                revision,
                networkMode,
                cpuUnits,
                memoryMiB,
                containers,
                constraints,
                extra,
                volumes,
                ephemeralStorageGiB,
                milli);
    }

    /** Returns what a task of this definition takes from its instance (R2.20, R2.21, R2.26, R2.31-R2.35). */
    public Demand demand() {
        int cpu = cpuUnits > 0
                ? cpuUnits
                : containers.stream().mapToInt(ContainerDefinition::cpuUnits).sum();
        int memory = memoryMiB > 0
                ? memoryMiB
                : containers.stream()
                        .mapToInt(c -> c.memoryReservationMiB() > 0 ? c.memoryReservationMiB() : c.memoryMiB())
                        .sum();
        int gpus = containers.stream().mapToInt(ContainerDefinition::gpus).sum();
        return new Demand(cpu, memory, gpus, networkMode == NetworkMode.AWSVPC ? 1 : 0, hostPorts(), extra, gpuMilli);
    }

    private List<HostPort> hostPorts() {
        TreeSet<HostPort> ports = new TreeSet<>();
        for (ContainerDefinition container : containers) {
            for (PortMapping mapping : container.portMappings()) {
                int port = switch (networkMode) {
                    case BRIDGE -> mapping.hostPort();
                    case HOST -> mapping.containerPort(); // R2.33: host port equals container port
                    case NONE, AWSVPC -> 0; // R2.34: the ports live on the task's own interface
                };
                if (port > 0) {
                    ports.add(new HostPort(port, mapping.protocol()));
                }
            }
        }
        return List.copyOf(ports);
    }

    /** Returns {@code family:revision}. */
    public String name() {
        return family + ":" + revision;
    }
}
