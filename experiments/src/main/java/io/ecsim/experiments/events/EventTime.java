package io.ecsim.experiments.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Simulated time as the stream writes it (R9.3): ISO 8601 in UTC. Time 0 is an instant of the calendar. */
final class EventTime {

    private final long startsAtMicros;

    /**
     * Makes the clock of a stream.
     *
     * @param startsAtMicros which instant time 0 is, in microseconds since 1970
     */
    EventTime(long startsAtMicros) {
        this.startsAtMicros = startsAtMicros;
    }

    /** Returns a time to the millisecond without trailing zeros, such as {@code 1970-01-01T00:01:12.8Z}. */
    String millis(long micros) {
        Instant instant = instant(micros);
        String seconds = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        int fraction = instant.getNano() / 1_000_000;
        if (fraction == 0) {
            return seconds;
        }
        String digits = Integer.toString(1000 + fraction).substring(1).replaceAll("0+$", "");
        return seconds.substring(0, seconds.length() - 1) + "." + digits + "Z";
    }

    /** Returns a time to the second, as the envelope has it. */
    String seconds(long micros) {
        return instant(micros).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private Instant instant(long micros) {
        return Instant.EPOCH.plus(Math.addExact(startsAtMicros, micros), ChronoUnit.MICROS);
    }
}
