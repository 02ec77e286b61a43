package io.ecsim.images;

/**
 * A time in which a registry answers nothing and sends nothing.
 *
 * @param atMicros when it begins, in microseconds of simulated time, at least 0
 * @param durationMicros how long it lasts, at least 1
 */
public record RegistryOutage(long atMicros, long durationMicros) {

    public RegistryOutage {
        if (atMicros < 0 || durationMicros < 1) {
            throw new IllegalArgumentException("an outage must begin at 0 or later and last at least 1 us, was "
                    + atMicros + " for " + durationMicros);
        }
        Math.addExact(atMicros, durationMicros);
    }

    /** Returns when the registry answers again. */
    public long endMicros() {
        return atMicros + durationMicros;
    }
}
