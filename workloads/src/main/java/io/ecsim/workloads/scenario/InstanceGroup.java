package io.ecsim.workloads.scenario;

import io.ecsim.faults.SpotMarket;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Equal container instances of a cluster.
 *
 * @param count how many, at least 1
 * @param template what each of them registers, and in which cluster; id, zone and pool are replaced
 * @param zones the zones they are dealt over, round robin; at least one
 * @param pool the name of the group
 * @param id the id of a single named instance, such as a node of a trace; empty: ids are numbered
 * @param spot how they are taken away; empty: they are on demand
 */
public record InstanceGroup(
        int count,
        ContainerInstance template,
        List<AvailabilityZone> zones,
        String pool,
        String id,
        Optional<SpotMarket> spot) {

    /** Makes a group on demand. */
    public InstanceGroup(int count, ContainerInstance template, List<AvailabilityZone> zones, String pool, String id) {
        this(count, template, zones, pool, id, Optional.empty());
    }

    public InstanceGroup {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, was " + count);
        }
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("a group of instances needs a zone");
        }
        zones = List.copyOf(zones);
    }

    ContainerInstance instance(String instanceId, AvailabilityZone zone) {
        Map<String, String> attributes = new TreeMap<>(template.attributes());
        attributes.put(Attributes.ZONE, zone.name());
        return new ContainerInstance(
                instanceId,
                zone,
                template.instanceType(),
                template.cpuUnits(),
                template.memoryMiB(),
                template.gpus(),
                template.eniSlots(),
                template.reservedPorts(),
                template.extra(),
                attributes,
                template.microUsdPerHour(),
                pool,
                template.cluster(),
                template.spot());
    }
}
