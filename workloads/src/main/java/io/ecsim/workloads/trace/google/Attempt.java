package io.ecsim.workloads.trace.google;

import io.ecsim.workload.ArrivalCursor;

/** One try to run a task: from the event that submits it to the event that ends it. */
final class Attempt {

    /** Run time of an attempt that ended before it was scheduled. */
    static final long NEVER_RAN = -1;

    /** Position among all attempts of the trace, from 0. */
    final long ordinal;

    final String job;
    final long submitMicros;
    int schedulingClass;
    int priority;
    int cpuUnits = -1;
    int memoryMiB = -1;

    private long scheduledMicros = -1;
    private long runMicros = ArrivalCursor.ENDLESS;
    private boolean over;

    Attempt(long ordinal, TaskEvents event) {
        this.ordinal = ordinal;
        this.job = event.job();
        this.submitMicros = event.timeMicros();
    }

    /** Takes over what an event before the start says of the request; later changes cannot be followed. */
    void request(TaskEvents event) {
        schedulingClass = event.schedulingClass();
        priority = event.priority();
        if (event.cpuUnits() >= 0) {
            cpuUnits = event.cpuUnits();
            memoryMiB = event.memoryMiB();
        }
    }

    void schedule(long timeMicros) {
        scheduledMicros = timeMicros;
    }

    boolean isScheduled() {
        return scheduledMicros >= 0;
    }

    /** Ends the attempt; the end of a trace leaves the run time open. */
    void end(long timeMicros) {
        over = true;
        if (timeMicros != TaskEvents.AFTER_END) {
            runMicros = isScheduled() ? timeMicros - scheduledMicros : NEVER_RAN;
        }
    }

    /** Sets the run time known from an earlier reading. */
    void foresee(long knownRunMicros) {
        over = true;
        runMicros = knownRunMicros;
    }

    /** Returns whether the run time is final. */
    boolean isOver() {
        return over;
    }

    /** Returns the run time in microseconds, {@link ArrivalCursor#ENDLESS} or {@link #NEVER_RAN}. */
    long runMicros() {
        return runMicros;
    }
}
