package io.ecsim.services;

import io.ecsim.engine.SimClock;

/** How many tasks a service may still start in the current minute, which begins with its first start (R4.70). */
final class LaunchRate {

    private static final long WINDOW_MICROS = 60 * SimClock.MICROS_PER_SECOND;

    private final int perMinute;
    private long windowEndMicros;
    private int launched;

    LaunchRate(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Returns how many tasks may be started now. */
    int left(long nowMicros) {
        return nowMicros >= windowEndMicros ? perMinute : perMinute - launched;
    }

    /** A task has been started. */
    void launch(long nowMicros) {
        if (nowMicros >= windowEndMicros) {
            windowEndMicros = nowMicros + WINDOW_MICROS;
            launched = 0;
        }
        launched++;
    }

    /** Returns when the next minute begins; only of meaning when nothing is left of this one. */
    long freeAtMicros() {
        return windowEndMicros;
    }
}
