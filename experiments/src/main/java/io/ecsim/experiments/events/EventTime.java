package io.ecsim.experiments.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Simulated time as the stream writes it (R9.3): ISO 8601 in UTC. It begins with the Unix epoch, as registeredAt does. */
final class EventTime {

    private EventTime() {}

    /** Returns a time to the millisecond without trailing zeros, such as {@code 1970-01-01T00:01:12.8Z}. */
    static String millis(long micros) {
        Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        String seconds = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        int fraction = instant.getNano() / 1_000_000;
        if (fraction == 0) {
            return seconds;
        }
        String digits = Integer.toString(1000 + fraction).substring(1).replaceAll("0+$", "");
        return seconds.substring(0, seconds.length() - 1) + "." + digits + "Z";
    }

    /** Returns a time to the second, as the envelope has it. */
    static String seconds(long micros) {
        return Instant.EPOCH
                .plus(micros, ChronoUnit.MICROS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
