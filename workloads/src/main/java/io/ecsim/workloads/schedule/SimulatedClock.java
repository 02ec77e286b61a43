package io.ecsim.workloads.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Which instant simulated time 0 is.
 *
 * @param startsAt that instant
 */
public record SimulatedClock(Instant startsAt) {

    /** The clock of a scenario that says nothing. */
    public static final SimulatedClock EPOCH = new SimulatedClock(Instant.EPOCH);

    /** Returns the instant of a simulated time in microseconds. */
    public Instant at(long micros) {
        return startsAt.plus(micros, ChronoUnit.MICROS);
    }

    /** Returns the simulated time of an instant in microseconds; negative before time 0. */
    public long micros(Instant instant) {
        Duration since = Duration.between(startsAt, instant);
        return Math.addExact(Math.multiplyExact(since.getSeconds(), 1_000_000), since.getNano() / 1000);
    }

    /** Returns simulated time 0 in microseconds since 1970. */
    public long startsAtMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, startsAt);
    }
}
