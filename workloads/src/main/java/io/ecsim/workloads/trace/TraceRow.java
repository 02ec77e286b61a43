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
 * @param priority in the wait queue, a greater number is served first; 0 where the trace says nothing
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
        boolean censored,
        int priority) {

    /** Makes a row of a trace without priorities. */
    public TraceRow(
            long line,
            long arrivalMicros,
            long runMicros,
            int cpuUnits,
            int memoryMiB,
            int gpus,
            int count,
            int definition,
            boolean censored) {
        this(line, arrivalMicros, runMicros, cpuUnits, memoryMiB, gpus, count, definition, censored, 0);
    }

    /** Returns this row with another arrival in microseconds. */
    public TraceRow arrivingAt(long micros) {
        return new TraceRow(line, micros, runMicros, cpuUnits, memoryMiB, gpus, count, definition, censored, priority);
    }

    /** Returns this row with another run time in microseconds, which the trace knows or not. */
    public TraceRow running(long micros, boolean unknown) {
        return new TraceRow(
                line, arrivalMicros, micros, cpuUnits, memoryMiB, gpus, count, definition, unknown, priority);
    }

    /** Returns whether tasks that start when they arrive still run at a time. */
    boolean runsAt(long timeMicros) {
        return runMicros == ArrivalCursor.ENDLESS || arrivalMicros + runMicros > timeMicros;
    }
}
