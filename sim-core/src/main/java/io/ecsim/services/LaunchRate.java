package io.ecsim.services;

import io.ecsim.engine.SimClock;

/**
 * How many tasks a service may still start in the current minute, which begins with its first start (R4.70), and what the
 * control plane lets through (R9.4).
 */
final class LaunchRate {

    private static final long WINDOW_MICROS = 60 * SimClock.MICROS_PER_SECOND;

    private final int perMinute;
    private LaunchGate gate = LaunchGate.OPEN;
    private long windowEndMicros;
    private int launched;

    LaunchRate(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Has all launches go through a gate. */
    void through(LaunchGate other) {
        gate = other;
    }

    /** Returns when the next task may be started; not later than now if one may be now. */
    long mayLaunchMicros(long nowMicros) {
        boolean left = nowMicros >= windowEndMicros || launched < perMinute;
        return Math.max(left ? 0 : windowEndMicros, gate.opensAtMicros(nowMicros));
    }

    /** Returns whether the control plane lets nothing through. */
    boolean isThrottled(long nowMicros) {
        return gate.opensAtMicros(nowMicros) > nowMicros;
    }

    /** A task has been started. */
    void launch(long nowMicros) {
        if (nowMicros >= windowEndMicros) {
            windowEndMicros = nowMicros + WINDOW_MICROS;
            launched = 0;
        }
        launched++;
        gate.launched(nowMicros);
    }
}
