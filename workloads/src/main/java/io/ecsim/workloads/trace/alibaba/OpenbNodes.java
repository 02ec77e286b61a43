package io.ecsim.workloads.trace.alibaba;

import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.trace.Cells;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.Headings;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Nodes of the openb trace as container instances: {@code cpu_milli} x 1.024 CPU units and {@code memory_mib}, rounded
 * down, {@code gpu} GPUs and the attribute {@code gpu-model}. The trace names no zones and no prices.
 */
public final class OpenbNodes {

    private OpenbNodes() {}

    /**
     * Reads a node list.
     *
     * @param zones at least one; nodes go to them in turn
     * @throws WorkloadException if the file is missing or damaged
     */
    public static List<ContainerInstance> read(TraceFile file, List<AvailabilityZone> zones) {
        List<ContainerInstance> nodes = new ArrayList<>();
        Cells cells = new Cells(file.name());
        try (TraceLines lines = file.open()) {
            String heading = lines.next();
            Headings.read(cells, heading == null ? "" : heading, 1, ',');
            int columns = cells.size();
            int name = Headings.require(cells, "sn");
            int cpu = Headings.require(cells, "cpu_milli");
            int memory = Headings.require(cells, "memory_mib");
            int gpu = Headings.require(cells, "gpu");
            int model = Headings.require(cells, "model");
            for (String text = lines.next(); text != null; text = lines.next()) {
                cells.splitAt(',', text, lines.line());
                cells.requireSize(columns);
                AvailabilityZone zone = zones.get(nodes.size() % zones.size());
                Map<String, String> attributes = new TreeMap<>();
                attributes.put("ecs.availability-zone", zone.name());
                if (!cells.text(model).isEmpty()) {
                    attributes.put(OpenbPodsFormat.MODEL_ATTRIBUTE, cells.text(model));
                }
                nodes.add(new ContainerInstance(
                        cells.text(name),
                        zone,
                        "openb",
                        (int) (cells.notNegative(cpu, "cpu_milli") * 1024 / 1000),
                        (int) cells.notNegative(memory, "memory_mib"),
                        cells.amount(gpu, "gpu", 1),
                        0,
                        ContainerInstance.DEFAULT_RESERVED_PORTS,
                        Map.of(),
                        attributes,
                        0));
            }
        } catch (DamagedLineException damage) {
            throw new WorkloadException(String.valueOf(damage.getMessage()));
        }
        return nodes;
    }
}
