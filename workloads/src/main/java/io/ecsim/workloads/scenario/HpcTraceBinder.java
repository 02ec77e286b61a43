package io.ecsim.workloads.scenario;

import io.ecsim.random.Law;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.hpc.BatsimFormat;
import io.ecsim.workloads.trace.hpc.GwfFormat;
import io.ecsim.workloads.trace.hpc.Machines;
import io.ecsim.workloads.trace.hpc.OpendcTasksFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Binds the readers of Batsim workloads, the Grid Workload Format and OpenDC tasks. */
final class HpcTraceBinder {

    private static final String MEMORY = "memory";

    private final Fields fields;
    private final Faults faults;

    HpcTraceBinder(Fields fields) {
        this.fields = fields;
        this.faults = fields.faults();
    }

    Optional<TraceFormat> batsim(Optional<TraceFile> file) {
        Machines machines = machines("cpuPerMachine", "machinesPerTask");
        Optional<Double> speed =
                fields.optional("flopsPerSecond", node -> node.asNumber(faults, Double.MIN_VALUE, 1e21));
        Optional<Law> memory = requiredMemory();
        return memory.flatMap(law -> file.map(each -> new BatsimFormat(each, machines, speed, law)));
    }

    Optional<TraceFormat> gwf(Optional<TraceFile> file) {
        Machines machines = machines("cpuPerProcessor", "processorsPerTask");
        Optional<Law> memory = requiredMemory();
        return memory.flatMap(law -> file.map(each -> new GwfFormat(each, machines, law)));
    }

    Optional<TraceFormat> opendc(Optional<TraceFile> file) {
        Optional<Law> memory = fields.optional(MEMORY, node -> Laws.read(node, faults, Quantity.MEMORY));
        Map<String, Double> units = new LinkedHashMap<>();
        units.put("MiB", 1.0);
        units.put("KiB", 1.0 / 1024);
        units.put("MB", 1e6 / (1024 * 1024));
        units.put("KB", 1e3 / (1024 * 1024));
        if (fields.has(MEMORY) && fields.has("memoryUnit")) {
            fields.fault("memoryUnit", "found both memory and memoryUnit, expected one of the two");
        }
        double unit = fields.has(MEMORY) ? fields.choiceOr("memoryUnit", units, 1.0) : memoryUnit(units);
        return file.map(each -> new OpendcTasksFormat(each, unit, memory));
    }

    private double memoryUnit(Map<String, Double> units) {
        fields.accept(MEMORY);
        return fields.choice("memoryUnit", units);
    }

    private Machines machines(String cpuField, String mostField) {
        return new Machines(fields.integerOr(cpuField, 1, 1_000_000, 1024), fields.integerOr(mostField, 1, 1000, 1));
    }

    private Optional<Law> requiredMemory() {
        return fields.required(
                MEMORY, "a law of a task's memory, such as 2GiB", node -> Laws.read(node, faults, Quantity.MEMORY));
    }
}
