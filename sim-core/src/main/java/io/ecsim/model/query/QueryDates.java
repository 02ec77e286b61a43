package io.ecsim.model.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.OptionalLong;

/** Reads the dates of {@code registeredAt} (R1.53). Without a zone a date is UTC; without a time it is midnight. */
final class QueryDates {

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd")
            .optionalStart()
            .appendPattern("'T'HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 6, true)
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private QueryDates() {}

    /** Returns microseconds since 1970-01-01T00:00:00Z, or nothing if the text is not a date. */
    static OptionalLong parseMicros(String text) {
        try {
            TemporalAccessor fields = FORM.parse(text);
            LocalDate date = LocalDate.from(fields);
            LocalDateTime local = fields.isSupported(ChronoField.NANO_OF_DAY)
                    ? date.atTime(LocalTime.from(fields))
                    : date.atStartOfDay();
            int offsetSeconds =
                    fields.isSupported(ChronoField.OFFSET_SECONDS) ? fields.get(ChronoField.OFFSET_SECONDS) : 0;
            Instant instant = local.toInstant(ZoneOffset.ofTotalSeconds(offsetSeconds));
            return OptionalLong.of(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }
}
