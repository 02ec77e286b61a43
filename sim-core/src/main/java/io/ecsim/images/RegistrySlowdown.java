package io.ecsim.images;

/**
 * A time in which a registry answers late and sends little.
 *
 * @param atMicros when it begins, in microseconds of simulated time, at least 0
 * @param durationMicros how long it lasts, at least 1
 * @param latencyFactor it takes so many times as long to answer, at least 1
 * @param bytesPerSecond what it sends to all who pull together, 1 to {@link Throughput#UNLIMITED}
 */
public record RegistrySlowdown(long atMicros, long durationMicros, double latencyFactor, long bytesPerSecond) {

    public RegistrySlowdown {
        if (atMicros < 0 || durationMicros < 1 || !(latencyFactor >= 1)) {
            throw new IllegalArgumentException(
                    "a registry is slow from 0 or later, for at least 1 us and by a factor of" + " at least 1, was "
                            + atMicros + " for " + durationMicros + " by " + latencyFactor);
        }
        Throughput.check("throughput of a slow registry", bytesPerSecond);
        Math.addExact(atMicros, durationMicros);
    }

    /** Returns when the registry is as usual again. */
    public long endMicros() {
        return atMicros + durationMicros;
    }
}
