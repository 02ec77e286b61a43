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
 * @param gpuMilli thousandths of one GPU that a task shares, where it asks for no whole one; else 0
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
        int priority,
        int gpuMilli) {

    /** Makes a row of a trace whose tasks share no GPUs. */
    public TraceRow(
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
        this(line, arrivalMicros, runMicros, cpuUnits, memoryMiB, gpus, count, definition, censored, priority, 0);
    }

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

    /** Returns this row with tasks that share thousandths of one GPU, 0 to 999, instead of whole ones. */
    public TraceRow sharing(int milli) {
        return milli == 0
                ? this
                : new TraceRow(
                        line,
                        arrivalMicros,
                        runMicros,
                        cpuUnits,
                        memoryMiB,
                        0,
                        count,
                        definition,
                        censored,
                        priority,
                        milli);
    }

    /** Returns this row with another arrival in microseconds. */
    public TraceRow arrivingAt(long micros) {
        return new TraceRow(
                line, micros, runMicros, cpuUnits, memoryMiB, gpus, count, definition, censored, priority, gpuMilli);
    }

    /** Returns this row with another run time in microseconds, which the trace knows or not. */
    public TraceRow running(long micros, boolean unknown) {
        return new TraceRow(
                line, arrivalMicros, micros, cpuUnits, memoryMiB, gpus, count, definition, unknown, priority, gpuMilli);
    }

    /** Returns whether tasks that start when they arrive still run at a time. */
    boolean runsAt(long timeMicros) {
        return runMicros == ArrivalCursor.ENDLESS || arrivalMicros + runMicros > timeMicros;
    }
}
