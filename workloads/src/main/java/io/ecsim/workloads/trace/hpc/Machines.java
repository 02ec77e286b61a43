package io.ecsim.workloads.trace.hpc;

/**
 * How a job of n processors, machines or cores becomes tasks: as few equal ones as the limit allows, which start by
 * themselves.
 *
 * @param cpuUnitsEach CPU units of one, at least 1
 * @param mostPerTask most of them in one task, at least 1
 */
public record Machines(int cpuUnitsEach, int mostPerTask) {

    public Machines {
        if (cpuUnitsEach < 1) {
            throw new IllegalArgumentException("cpuUnitsEach must be at least 1, was " + cpuUnitsEach);
        }
        if (mostPerTask < 1 || (long) mostPerTask * cpuUnitsEach > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "mostPerTask must be 1 to " + Integer.MAX_VALUE / cpuUnitsEach + ", was " + mostPerTask);
        }
    }

    /** Returns the tasks of a job of n. */
    int tasks(double n) {
        return (int) StrictMath.ceil(n / mostPerTask);
    }

    /** Returns the CPU units of each of these tasks. */
    int cpuUnits(double n) {
        return (int) StrictMath.ceil(n / tasks(n)) * cpuUnitsEach;
    }
}
