package io.ecsim.workloads.trace;

import io.ecsim.workload.ArrivalCursor;

/**
 * One usable line of a trace: {@code count} equal tasks.
 *
 * @param line where it stands, from 1
 * @param arrivalMicros on the trace's own clock
 * @param runMicros above 0, or {@link ArrivalCursor#ENDLESS}
 * @param cpuUnits a task
 * @param memoryMiB a task
 * @param gpus a task
 * @param count tasks, at least 1
 * @param definition index among the definitions of the trace
 * @param censored whether the trace does not know when the tasks ended
 */
public record TraceRow(
        long line,
        long arrivalMicros,
        long runMicros,
        int cpuUnits,
        int memoryMiB,
        int gpus,
        int count,
        int definition,
        boolean censored) {

    /** Returns whether tasks that start when they arrive still run at a time. */
    boolean runsAt(long timeMicros) {
        return runMicros == ArrivalCursor.ENDLESS || arrivalMicros + runMicros > timeMicros;
    }
}
