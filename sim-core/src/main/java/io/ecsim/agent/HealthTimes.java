package io.ecsim.agent;

import io.ecsim.model.HealthCheck;

/**
 * When the health of a container changes, in microseconds since its start, computed from when its probes pass instead of
 * probing (R3.38, R3.39). Probes begin one interval after the start and one interval after the end of the one before. A
 * probe fails if it begins before the container is ready or once it fails; it fails at once, or hangs until its timeout.
 * As Docker has it, a failure does not count while the container has never been healthy and the probe began within the
 * start period.
 *
 * @param neverReadyMicros it becomes UNHEALTHY before it ever was healthy; or NEVER
 * @param healthyMicros it becomes HEALTHY; or NEVER
 * @param failedMicros it becomes UNHEALTHY after having been healthy; or NEVER
 */
record HealthTimes(long neverReadyMicros, long healthyMicros, long failedMicros) {

    /** It does not happen. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * Computes the times.
     *
     * @param readyMicros from then on probes pass; or NEVER
     * @param failsMicros from then on they fail, for good; or NEVER
     */
    static HealthTimes of(HealthCheck check, long readyMicros, long failsMicros, boolean hang) {
        long interval = micros(check.intervalSeconds());
        long failing = hang ? micros(check.timeoutSeconds()) : 0;
        long step = interval + failing;
        long firstPass = firstAtOrAfter(interval, step, readyMicros);
        if (firstPass >= failsMicros) {
            firstPass = NEVER;
        }
        long counted = firstAtOrAfter(interval, step, micros(check.startPeriodSeconds()));
        long last = counted + (check.retries() - 1) * step;
        long neverReady = last < firstPass ? last + failing : NEVER;
        if (firstPass == NEVER || failsMicros == NEVER) {
            return new HealthTimes(neverReady, firstPass, NEVER);
        }
        long firstFail = firstAtOrAfter(firstPass, interval, failsMicros);
        long failed = firstFail == NEVER ? NEVER : firstFail + (check.retries() - 1) * step + failing;
        return new HealthTimes(neverReady, firstPass, failed);
    }

    /** Returns the first of {@code first, first + step, ...} that is not before a time. */
    private static long firstAtOrAfter(long first, long step, long micros) {
        if (micros <= first) {
            return first;
        }
        if (micros > NEVER - 2 * step) {
            return NEVER;
        }
        return first + (micros - first + step - 1) / step * step;
    }

    private static long micros(int seconds) {
        return seconds * 1_000_000L;
    }
}
