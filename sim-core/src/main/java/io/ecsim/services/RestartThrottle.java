package io.ecsim.services;

/**
 * The pauses of a service whose tasks do not get to RUNNING (R4.30-R4.32). Tasks started between two pauses are a wave; a
 * wave has failed when the first of them has, and consecutive failed waves make the pauses longer.
 */
final class RestartThrottle {

    /** From this many consecutive failed waves on the service warns (R4.32). */
    private static final int WARNING_WAVES = 3;

    private final ServiceSettings settings;
    private int wave;
    private int failedWaves;
    private long pauseUntilMicros;

    RestartThrottle(ServiceSettings settings) {
        this.settings = settings;
    }

    /** Returns the number of the wave that a task started now belongs to. */
    int wave() {
        return wave;
    }

    /** A task has STOPPED without RUNNING; returns whether the service is to warn. */
    boolean failed(int ofWave, long nowMicros) {
        if (ofWave != wave) {
            return false;
        }
        wave++;
        failedWaves++;
        pauseUntilMicros = nowMicros + pauseMicros();
        return failedWaves >= WARNING_WAVES;
    }

    private long pauseMicros() {
        long pause = settings.firstThrottleMicros();
        for (int k = 1; k < failedWaves && pause < settings.longestThrottleMicros(); k++) {
            pause *= 2;
        }
        return Math.min(pause, settings.longestThrottleMicros());
    }

    /** A task has become RUNNING (R4.31). */
    void running() {
        failedWaves = 0;
    }

    /** A new task definition begins anew (R4.30). */
    void reset() {
        wave++;
        failedWaves = 0;
        pauseUntilMicros = 0;
    }

    /** Returns from when on tasks may be started. */
    long freeAtMicros() {
        return pauseUntilMicros;
    }
}
