package io.ecsim.workloads.trace;

/**
 * What the normalised amount 1.0 of a trace stands for. Traces that hide the true size of their machines give requests and
 * capacities as shares of one machine; which machine that was is an assumption of the scenario.
 *
 * @param cpuUnits CPU units of 1.0, at least 1
 * @param memoryMiB MiB of 1.0, at least 1
 */
public record MachineUnit(int cpuUnits, int memoryMiB) {

    public MachineUnit {
        if (cpuUnits < 1) {
            throw new IllegalArgumentException("cpuUnits must be at least 1, was " + cpuUnits);
        }
        if (memoryMiB < 1) {
            throw new IllegalArgumentException("memoryMiB must be at least 1, was " + memoryMiB);
        }
    }

    /** Returns how requests are converted, for the reader of a summary. */
    public String describe() {
        return "1.0 is " + cpuUnits + " CPU units and " + memoryMiB + " MiB, rounded up";
    }
}
