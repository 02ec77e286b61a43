package io.ecsim.workloads.catalogue;

import io.ecsim.faults.TrunkRegistration;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.InstanceType;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How instances of one type join a cluster (R2.1).
 *
 * @param type from the catalogue
 * @param reservedMemoryMiB what ECS_RESERVED_MEMORY holds back (R2.3), at least 0
 * @param trunking whether awsvpc trunking is on; types that do not support it keep their plain slots (R2.35, R2.36)
 * @param attributes custom attributes, name to value (R1.44); they may not replace built-in ones
 */
public record InstanceRegistration(
        InstanceType type, int reservedMemoryMiB, boolean trunking, Map<String, String> attributes) {

    public InstanceRegistration {
        RegisteredMemory.mib(type, reservedMemoryMiB);
        attributes.keySet().forEach(name -> {
            if (name.startsWith("ecs.")) {
                throw new IllegalArgumentException("attribute " + name + " is built in, a custom one has another name");
            }
        });
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** Returns the registration of a type with ECS's defaults: nothing reserved, no trunking, no custom attributes. */
    public static InstanceRegistration of(InstanceType type) {
        return new InstanceRegistration(type, 0, false, Map.of());
    }

    /** Returns an instance of this kind, with the built-in attributes that the simulation knows (R1.43). */
    public ContainerInstance register(String id, AvailabilityZone zone) {
        Map<String, String> all = new TreeMap<>(attributes);
        all.put("ecs.availability-zone", zone.name());
        all.put("ecs.instance-type", type.name());
        all.put("ecs.os-type", "linux");
        all.put("ecs.cpu-architecture", type.architecture());
        if (hasTrunk()) {
            all.put(TrunkRegistration.ATTRIBUTE, "eni-trunk"); // the true ids differ, and nobody asks for one
        }
        return new ContainerInstance(
                id,
                zone,
                type.name(),
                type.cpuUnits(),
                RegisteredMemory.mib(type, reservedMemoryMiB),
                type.gpus(),
                eniSlots(),
                ContainerInstance.DEFAULT_RESERVED_PORTS,
                Map.of(),
                all,
                type.onDemandMicroUsdPerHour());
    }

    /** Returns whether instances get a trunk interface: trunking is on and the type supports it (R2.36). */
    public boolean hasTrunk() {
        return trunking && type.trunkedTasks() > 0;
    }

    /** Returns how many awsvpc tasks an instance holds (R2.35, R2.36). */
    public int eniSlots() {
        return hasTrunk() ? type.trunkedTasks() : type.eniSlots();
    }
}
