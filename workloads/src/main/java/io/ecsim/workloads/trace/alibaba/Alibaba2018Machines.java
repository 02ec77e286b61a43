package io.ecsim.workloads.trace.alibaba;

import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.trace.Cells;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Machines of the Alibaba cluster trace v2018, {@code machine_meta.csv}, as container instances: the first line of each
 * machine counts, {@code cpu_num} cores and {@code mem_size}, rounded down. Both levels of failure domain become
 * attributes. The file has no heading line; it names no zones and no prices.
 *
 * @param machines in the order of the file
 * @param laterLines lines about a machine that came before, which are not used
 */
public record Alibaba2018Machines(List<ContainerInstance> machines, int laterLines) {

    /** Attributes that hold the failure domains. */
    public static final List<String> DOMAIN_ATTRIBUTES = List.of("failure-domain-1", "failure-domain-2");

    private static final int FIELDS = 7;

    public Alibaba2018Machines {
        machines = List.copyOf(machines);
    }

    /**
     * Reads a machine list.
     *
     * @param zones at least one; machines go to them in turn
     * @param largestMemoryMiB memory of the largest machine, for the trace's 100
     * @throws WorkloadException if the file is missing or damaged
     */
    public static Alibaba2018Machines read(TraceFile file, List<AvailabilityZone> zones, int largestMemoryMiB) {
        Map<String, ContainerInstance> machines = new TreeMap<>();
        List<String> order = new ArrayList<>();
        int later = 0;
        Cells cells = new Cells(file.name());
        try (TraceLines lines = file.open()) {
            for (String text = lines.next(); text != null; text = lines.next()) {
                if (text.isBlank()) {
                    continue;
                }
                cells.splitAt(',', text, lines.line());
                cells.requireSize(FIELDS);
                if (machines.containsKey(cells.text(0))) {
                    later++;
                    continue;
                }
                AvailabilityZone zone = zones.get(order.size() % zones.size());
                order.add(cells.text(0));
                machines.put(cells.text(0), machine(cells, zone, largestMemoryMiB));
            }
        } catch (DamagedLineException damage) {
            throw new WorkloadException(String.valueOf(damage.getMessage()));
        }
        return new Alibaba2018Machines(order.stream().map(machines::get).toList(), later);
    }

    private static ContainerInstance machine(Cells cells, AvailabilityZone zone, int largestMemoryMiB)
            throws DamagedLineException {
        double cores = cells.notNegative(4, "cpu_num");
        double memory = cells.notNegative(5, "mem_size");
        if (!(cores >= 1 && cores <= 100_000)) {
            throw cells.found(4, "cpu_num", "1 to 100,000 cores");
        }
        int memoryMiB = (int) (memory * largestMemoryMiB / 100); // in this order: 33.4 of 1000 is 334
        if (memory > 100 || memoryMiB < 1) {
            throw cells.found(5, "mem_size", "above 0, at most 100, and at least 1 MiB");
        }
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("ecs.availability-zone", zone.name());
        for (int i = 0; i < DOMAIN_ATTRIBUTES.size(); i++) {
            if (!cells.text(2 + i).isEmpty()) {
                attributes.put(DOMAIN_ATTRIBUTES.get(i), cells.text(2 + i));
            }
        }
        return new ContainerInstance(
                cells.text(0),
                zone,
                "alibaba-2018",
                (int) (cores * 1024),
                memoryMiB,
                0,
                0,
                ContainerInstance.DEFAULT_RESERVED_PORTS,
                Map.of(),
                attributes,
                0);
    }
}
