package io.ecsim.schedules;

/** When a schedule is due: an ascending sequence of instants. Immutable and shared by threads. */
public interface Recurrence {

    /** The answer when nothing follows. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Returns the first instant strictly later than another one, both in microseconds of simulated time, or
     * {@link #NEVER}. Instants are at least 0; -1 asks for the first of all.
     */
    long nextMicros(long afterMicros);
}
