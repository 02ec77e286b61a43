package io.ecsim.workloads.scenario;

import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.HostPort;
import java.util.List;
import java.util.Map;

/** Templates of container instances: everything but id and zone. */
final class Shapes {

    /** The instance type of instances whose resources a scenario states itself. */
    static final String CUSTOM = "custom";

    static final String TEMPLATE_ID = "template";
    static final AvailabilityZone TEMPLATE_ZONE = new AvailabilityZone("template");

    private Shapes() {}

    static ContainerInstance custom(
            int cpuUnits, int memoryMiB, int gpus, int eniSlots, String architecture, long microUsdPerHour) {
        return new ContainerInstance(
                TEMPLATE_ID,
                TEMPLATE_ZONE,
                CUSTOM,
                cpuUnits,
                memoryMiB,
                gpus,
                eniSlots,
                ContainerInstance.DEFAULT_RESERVED_PORTS,
                Map.of(),
                Map.of(Attributes.ARCHITECTURE, architecture),
                microUsdPerHour);
    }

    static ContainerInstance priced(ContainerInstance plain, long microUsdPerHour) {
        return new ContainerInstance(
                plain.id(),
                plain.zone(),
                plain.instanceType(),
                plain.cpuUnits(),
                plain.memoryMiB(),
                plain.gpus(),
                plain.eniSlots(),
                plain.reservedPorts(),
                plain.extra(),
                plain.attributes(),
                microUsdPerHour);
    }

    static ContainerInstance completed(
            ContainerInstance plain, List<HostPort> ports, Map<String, Integer> extra, Map<String, String> attributes) {
        return new ContainerInstance(
                plain.id(),
                plain.zone(),
                plain.instanceType(),
                plain.cpuUnits(),
                plain.memoryMiB(),
                plain.gpus(),
                plain.eniSlots(),
                ports,
                extra,
                attributes,
                plain.microUsdPerHour(),
                plain.pool(),
                plain.cluster(),
                plain.spot());
    }

    static ContainerInstance inCluster(ContainerInstance plain, String cluster) {
        return new ContainerInstance(
                plain.id(),
                plain.zone(),
                plain.instanceType(),
                plain.cpuUnits(),
                plain.memoryMiB(),
                plain.gpus(),
                plain.eniSlots(),
                plain.reservedPorts(),
                plain.extra(),
                plain.attributes(),
                plain.microUsdPerHour(),
                plain.pool(),
                cluster,
                plain.spot());
    }
}
