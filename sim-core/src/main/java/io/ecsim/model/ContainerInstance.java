package io.ecsim.model;

import io.ecsim.model.query.InstanceAttributes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A container instance as it registers with the cluster (R2.1).
 *
 * @param id unique in the cluster; ids order ties (R1.30)
 * @param zone its Availability Zone
 * @param instanceType name of its EC2 type, or {@code custom}
 * @param cpuUnits registered CPU units, at least 1
 * @param memoryMiB registered memory in MiB, at least 1
 * @param gpus registered GPUs
 * @param eniSlots awsvpc tasks it can hold
 * @param reservedPorts host ports that are never free (R2.2)
 * @param extra named extra resources of ecsim's own, name to amount
 * @param attributes built-in and custom attributes, name to value (R1.43, R1.44)
 * @param microUsdPerHour price in millionths of a US dollar an hour
 * @param pool name of the group of equal instances it was launched with, as of an Auto Scaling group; not known to ECS
 * @param cluster name of the cluster it registers with
 * @param spot whether it runs on Spot capacity; its price is then the Spot price
 */
public record ContainerInstance(
        String id,
        AvailabilityZone zone,
        String instanceType,
        int cpuUnits,
        int memoryMiB,
        int gpus,
        int eniSlots,
        List<HostPort> reservedPorts,
        Map<String, Integer> extra,
        Map<String, String> attributes,
        long microUsdPerHour,
        String pool,
        String cluster,
        boolean spot) {

    /** Host ports that the agent reserves unless told otherwise (R2.2). */
    public static final List<HostPort> DEFAULT_RESERVED_PORTS = List.of(
            new HostPort(22, Protocol.TCP),
            new HostPort(2375, Protocol.TCP),
            new HostPort(2376, Protocol.TCP),
            new HostPort(51678, Protocol.TCP),
            new HostPort(51679, Protocol.TCP));

    public ContainerInstance {
        if (id.isEmpty() || cluster.isEmpty()) {
            throw new IllegalArgumentException("a container instance needs an id and a cluster");
        }
        if (cpuUnits < 1 || memoryMiB < 1) {
            throw new IllegalArgumentException(
                    id + " must register at least 1 CPU unit and 1 MiB, was " + cpuUnits + " and " + memoryMiB);
        }
        if (gpus < 0 || eniSlots < 0 || microUsdPerHour < 0) {
            throw new IllegalArgumentException(id + " has a negative figure");
        }
        attributes.forEach(InstanceAttributes::check);
        reservedPorts = List.copyOf(reservedPorts);
        extra = Collections.unmodifiableMap(new TreeMap<>(extra));
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** Makes an instance on demand. */
    public ContainerInstance(
            String id,
            AvailabilityZone zone,
            String instanceType,
            int cpuUnits,
            int memoryMiB,
            int gpus,
            int eniSlots,
            List<HostPort> reservedPorts,
            Map<String, Integer> extra,
            Map<String, String> attributes,
            long microUsdPerHour,
            String pool,
            String cluster) {
        this(
                id,
                zone,
                instanceType,
                cpuUnits,
                memoryMiB,
                gpus,
                eniSlots,
                reservedPorts,
                extra,
                attributes,
                microUsdPerHour,
                pool,
                cluster,
                false);
    }

    /** Makes an instance of the default cluster. */
    public ContainerInstance(
            String id,
            AvailabilityZone zone,
            String instanceType,
            int cpuUnits,
            int memoryMiB,
            int gpus,
            int eniSlots,
            List<HostPort> reservedPorts,
            Map<String, Integer> extra,
            Map<String, String> attributes,
            long microUsdPerHour,
            String pool) {
        this(
                id,
                zone,
                instanceType,
                cpuUnits,
                memoryMiB,
                gpus,
                eniSlots,
                reservedPorts,
                extra,
                attributes,
                microUsdPerHour,
                pool,
                Service.DEFAULT_CLUSTER);
    }

    /** Makes an instance whose pool has the name of its type. */
    public ContainerInstance(
            String id,
            AvailabilityZone zone,
            String instanceType,
            int cpuUnits,
            int memoryMiB,
            int gpus,
            int eniSlots,
            List<HostPort> reservedPorts,
            Map<String, Integer> extra,
            Map<String, String> attributes,
            long microUsdPerHour) {
        this(
                id,
                zone,
                instanceType,
                cpuUnits,
                memoryMiB,
                gpus,
                eniSlots,
                reservedPorts,
                extra,
                attributes,
                microUsdPerHour,
                instanceType);
    }

    /** Returns this instance on Spot capacity, at a price in millionths of a US dollar an hour. */
    public ContainerInstance onSpot(long spotMicroUsdPerHour) {
        return new ContainerInstance(
                id,
                zone,
                instanceType,
                cpuUnits,
                memoryMiB,
                gpus,
                eniSlots,
                reservedPorts,
                extra,
                attributes,
                spotMicroUsdPerHour,
                pool,
                cluster,
                true);
    }

    /** Returns an instance that is equal but for its id. */
    public ContainerInstance named(String otherId) {
        return new ContainerInstance(
                otherId,
                zone,
                instanceType,
                cpuUnits,
                memoryMiB,
                gpus,
                eniSlots,
                reservedPorts,
                extra,
                attributes,
                microUsdPerHour,
                pool,
                cluster,
                spot);
    }

    /** Returns an instance with explicit CPU units and memory in MiB and the default reserved ports. */
    public static ContainerInstance of(String id, String zone, int cpuUnits, int memoryMiB) {
        return new ContainerInstance(
                id,
                new AvailabilityZone(zone),
                "custom",
                cpuUnits,
                memoryMiB,
                0,
                0,
                DEFAULT_RESERVED_PORTS,
                Map.of(),
                Map.of("ecs.availability-zone", zone),
                0);
    }
}
