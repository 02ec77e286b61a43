package io.ecsim.workloads.scenario;

import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.trace.MachineUnit;
import java.util.Optional;

/** Binds {@code machineUnit: {cpu: UNITS, memory: MEMORY}}, what a trace's 1.0 stands for. */
final class MachineUnitBinder {

    private MachineUnitBinder() {}

    /** Binds {@code machineUnit: {memory: MEMORY}} of a trace that gives CPU in cores and hides only the memory. */
    static Optional<Integer> memoryMiB(Fields trace) {
        return trace.object("machineUnit", unit -> {
            int memoryMiB = unit.memoryMiB("memory", 1, Integer.MAX_VALUE - 1);
            return unit.build(() -> memoryMiB);
        });
    }

    static Optional<MachineUnit> bind(Fields trace) {
        return trace.object("machineUnit", unit -> {
            int cpuUnits = unit.integer("cpu", 1, 10_000_000);
            int memoryMiB = unit.memoryMiB("memory", 1, Integer.MAX_VALUE - 1);
            return unit.build(() -> new MachineUnit(cpuUnits, memoryMiB));
        });
    }
}
