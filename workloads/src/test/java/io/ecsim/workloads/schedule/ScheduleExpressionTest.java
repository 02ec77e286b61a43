package io.ecsim.workloads.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.schedules.Recurrence;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When schedules are due in simulated time. */
class ScheduleExpressionTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static List<String> due(
            String expression, String startsAt, ZoneId zone, Optional<String> start, Optional<String> end, int most) {
        SimulatedClock clock = new SimulatedClock(Instant.parse(startsAt));
        Recurrence recurrence = ScheduleExpression.parse(expression)
                .recurrence(clock, zone, start.map(Instant::parse), end.map(Instant::parse));
        List<String> due = new ArrayList<>();
        long at = recurrence.nextMicros(-1);
        while (at != Recurrence.NEVER && due.size() < most) {
            due.add(clock.at(at).toString());
            at = recurrence.nextMicros(at);
        }
        return due;
    }

    private static List<String> due(String expression, String startsAt, ZoneId zone, int most) {
        return due(expression, startsAt, zone, Optional.empty(), Optional.empty(), most);
    }

    @Test
    void aRateBeginsAtOnce() {
        assertThat(due("rate(5 minutes)", "2026-01-05T00:00:30Z", UTC, 3))
                .containsExactly("2026-01-05T00:00:30Z", "2026-01-05T00:05:30Z", "2026-01-05T00:10:30Z");
    }

    @Test
    void aRateBeginsWithItsStartAndStopsBeforeItsEnd() {
        assertThat(due(
                        "rate(1 hour)",
                        "2026-01-05T00:00:00Z",
                        UTC,
                        Optional.of("2026-01-05T01:30:00Z"),
                        Optional.of("2026-01-05T03:30:00Z"),
                        9))
                .containsExactly("2026-01-05T01:30:00Z", "2026-01-05T02:30:00Z");
    }

    @Test
    void aRateThatBeganBeforeTheRunGoesOn() {
        assertThat(due(
                        "rate(2 days)",
                        "2026-01-05T00:00:00Z",
                        UTC,
                        Optional.of("2026-01-02T12:00:00Z"),
                        Optional.empty(),
                        2))
                .containsExactly("2026-01-06T12:00:00Z", "2026-01-08T12:00:00Z");
    }

    @Test
    void cronIsDueAtTimeZeroToo() {
        assertThat(due("cron(0 10 * * ? *)", "2026-01-05T10:00:00Z", UTC, 2))
                .containsExactly("2026-01-05T10:00:00Z", "2026-01-06T10:00:00Z");
    }

    @Test
    void cronReadsTheClockOfItsZone() {
        assertThat(due("cron(0 10 ? * MON-FRI *)", "2026-01-09T16:00:00Z", NEW_YORK, 2))
                .containsExactly("2026-01-12T15:00:00Z", "2026-01-13T15:00:00Z");
    }

    /** On 8 March 2026 the clock of New York goes from 02:00 to 03:00. */
    @Test
    void aTimeThatSummerTimeLeavesOutIsSkipped() {
        assertThat(due("cron(30 2 * * ? *)", "2026-03-07T00:00:00Z", NEW_YORK, 3))
                .containsExactly("2026-03-07T07:30:00Z", "2026-03-09T06:30:00Z", "2026-03-10T06:30:00Z");
    }

    /** On 1 November 2026 it goes from 02:00 back to 01:00. */
    @Test
    void aTimeThatComesTwiceIsDueOnce() {
        assertThat(due("cron(30 1 * * ? *)", "2026-10-31T00:00:00Z", NEW_YORK, 3))
                .containsExactly("2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
        assertThat(due("cron(30 1 * * ? *)", "2026-11-01T06:00:00Z", NEW_YORK, 1)) // begins in the second hour
                .containsExactly("2026-11-02T06:30:00Z");
    }

    /** A rate in days is 24 hours, whatever the clock does. */
    @Test
    void aRateCountsElapsedTime() {
        assertThat(due("rate(1 day)", "2026-03-07T12:00:00Z", NEW_YORK, 3))
                .containsExactly("2026-03-07T12:00:00Z", "2026-03-08T12:00:00Z", "2026-03-09T12:00:00Z");
    }

    @Test
    void atIsDueOnce() {
        assertThat(due("at(2026-11-23T10:00:00)", "2026-11-23T00:00:00Z", NEW_YORK, 9))
                .containsExactly("2026-11-23T15:00:00Z");
        assertThat(due("at(2026-11-23T10:00:00)", "2026-11-24T00:00:00Z", UTC, 9))
                .isEmpty();
        assertThat(ScheduleExpression.parse("at(2026-03-08T02:30:00)").existsIn(NEW_YORK))
                .isFalse();
        assertThat(ScheduleExpression.parse("at(2026-03-08T02:30:00)").existsIn(UTC))
                .isTrue();
    }

    /** A thousand years are as long as any duration of a scenario; the next time is still one of simulated time. */
    @ParameterizedTest
    @ValueSource(strings = {"rate(365250 days)", "rate(8766000 hours)", "rate(525960000 minutes)"})
    void theLongestRate(String expression) {
        assertThat(due(expression, "2026-01-05T00:00:00Z", UTC, 2))
                .containsExactly("2026-01-05T00:00:00Z", "3026-01-13T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rate(0 minutes); a number from 1 on",
                "rate(5 weeks); minutes, hours or days",
                "rate(5minutes); minutes, hours or days",
                "rate(365251 days); found rate(365251 days), expected at most 365250 days",
                "rate(999999999 days); expected at most 365250 days",
                "rate(999999999 hours); expected at most 365250 days",
                "every(5 minutes); expected rate(5 minutes), cron(",
                "at(2026-02-30T10:00:00); such as at(2026-11-23T10:00:00)",
                "cron(0 10); 6 fields",
            })
    void whatIsWrongIsSaid(String expression, String message) {
        assertThatThrownBy(() -> ScheduleExpression.parse(expression)).hasMessageContaining(message);
    }
}
