package io.ecsim.engine;

/** Simulated time, in whole microseconds from the start of the run. Only {@link Simulation} moves it. */
public final class SimClock {

    /** Microseconds in a second. */
    public static final long MICROS_PER_SECOND = 1_000_000;

    private long nowMicros;

    SimClock() {}

    /** Returns the current time in microseconds. */
    public long nowMicros() {
        return nowMicros;
    }

    void advanceTo(long micros) {
        nowMicros = micros;
    }
}
