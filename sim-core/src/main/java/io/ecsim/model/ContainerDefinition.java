package io.ecsim.model;

import java.util.List;

/**
 * A container of a task definition, as far as it is modelled.
 *
 * @param name unique in its task definition, not empty
 * @param cpuUnits CPU units, 0 when not set (R2.24)
 * @param memoryMiB hard limit in MiB, 0 when not set (R2.23)
 * @param memoryReservationMiB soft limit in MiB, 0 when not set
 * @param gpus whole GPUs from resourceRequirements (R2.26)
 * @param essential true unless stated (R3.30)
 * @param portMappings port mappings in the order given
 * @param lifecycle image, dependencies, health check, timeouts
 */
public record ContainerDefinition(
        String name,
        int cpuUnits,
        int memoryMiB,
        int memoryReservationMiB,
        int gpus,
        boolean essential,
        List<PortMapping> portMappings,
        ContainerLifecycle lifecycle) {

    /** Makes a container that comes and goes at once. */
    public ContainerDefinition(
            String name,
            int cpuUnits,
            int memoryMiB,
            int memoryReservationMiB,
            int gpus,
            boolean essential,
            List<PortMapping> portMappings) {
        this(name, cpuUnits, memoryMiB, memoryReservationMiB, gpus, essential, portMappings, ContainerLifecycle.PLAIN);
    }

    public ContainerDefinition {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a container needs a name");
        }
        if (cpuUnits < 0 || memoryMiB < 0 || memoryReservationMiB < 0 || gpus < 0) {
            throw new IllegalArgumentException("container " + name + " asks for a negative amount");
        }
        portMappings = List.copyOf(portMappings);
    }
}
