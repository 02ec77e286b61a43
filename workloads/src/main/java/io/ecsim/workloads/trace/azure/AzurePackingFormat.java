package io.ecsim.workloads.trace.azure;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.MachineUnit;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.TraceRows;
import io.ecsim.workloads.trace.TraceTally;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Azure's trace for packing of 2020 (Hadary et al., OSDI 2020): VM requests in an SQLite file. What a VM type asks for is
 * a fraction of a machine and differs between machines, and not every type runs on every machine; one machine is chosen.
 *
 * @param file the SQLite file
 * @param machine the {@code machineId} that every instance of the cluster is taken to be
 * @param unit the size of that machine
 * @param types the VM types that run on it, one task definition each
 */
public record AzurePackingFormat(TraceFile file, long machine, MachineUnit unit, List<VmType> types)
        implements TraceFormat {

    /** Where this trace is. */
    public static final String PUBLISHED_AT =
            "https://github.com/Azure/AzurePublicDataset (AzureTracesForPacking2020, packing_trace_zone_a_v1.sqlite)";

    /**
     * What a VM of one type asks for on the chosen machine.
     *
     * @param id its {@code vmTypeId}
     * @param cpuUnits CPU units, rounded up
     * @param memoryMiB MiB, rounded up
     */
    public record VmType(long id, int cpuUnits, int memoryMiB) {}

    public AzurePackingFormat {
        types = List.copyOf(types);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("machine " + machine + " runs no VM type");
        }
    }

    /**
     * Reads which VM types run on a machine.
     *
     * @throws WorkloadException if the file is missing or damaged
     * @throws IllegalArgumentException if no VM type runs on the machine
     */
    public static AzurePackingFormat of(TraceFile file, long machine, MachineUnit unit) {
        SortedMap<Long, VmType> types = new TreeMap<>();
        TreeSet<Long> machines = new TreeSet<>();
        try (SqlTable table = SqlTable.open(
                file, "vmType", List.of("vmTypeId", "machineId", "core", "memory"), "ORDER BY vmTypeId, machineId")) {
            while (table.next()) {
                long of = table.whole("machineId");
                machines.add(of);
                if (of == machine && !table.isNull("core") && !table.isNull("memory")) {
                    long id = table.whole("vmTypeId");
                    int cpuUnits = table.share("core", unit.cpuUnits());
                    types.put(id, new VmType(id, cpuUnits, table.share("memory", unit.memoryMiB())));
                }
            }
        } catch (DamagedLineException damage) {
            throw new WorkloadException(String.valueOf(damage.getMessage()));
        }
        if (types.isEmpty()) {
            throw new IllegalArgumentException(file.name() + ": table vmType: found no VM type for machine " + machine
                    + ", expected one of " + machines);
        }
        return new AzurePackingFormat(file, machine, unit, List.copyOf(types.values()));
    }

    @Override
    public String units() {
        return "arrival: starttime (days), 0 when before; run: endtime - starttime (days), without end when endtime is"
                + " NULL; CPU and memory: fractions of machine " + machine + " (" + unit.describe()
                + "); priority: 1 for high, 0 for low";
    }

    @Override
    public List<TaskDefinition> definitions() {
        return types.stream()
                .map(type -> TaskDefinition.of("azure-vm-type-" + type.id(), type.cpuUnits(), type.memoryMiB()))
                .toList();
    }

    @Override
    public boolean sortsAlways() {
        return false; // the query sorts, outside the Java heap
    }

    @Override
    public TraceRows rows(Streams streams, TraceTally tally) {
        return new AzurePackingRows(this, tally);
    }
}
