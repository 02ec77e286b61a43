package io.ecsim.workloads.scenario;

import io.ecsim.naming.NearestName;
import io.ecsim.schedules.RetryPolicy;
import io.ecsim.schedules.Schedule;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.schedule.ScheduleExpression;
import io.ecsim.workloads.schedule.SimulatedClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.TreeSet;

/** Binds what the entries of {@code schedules} say of time, in the words of EventBridge Scheduler. */
final class ScheduleBinder {

    private static final long MINUTE = 60_000_000;
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final Faults faults;
    private final SimulatedClock clock;
    private final boolean dated;

    ScheduleBinder(BindingContext context, SimulatedClock clock, boolean dated) {
        this.faults = context.faults();
        this.clock = clock;
        this.dated = dated;
    }

    /** Binds the schedule; the caller ends the fields. */
    Optional<Schedule> bind(Fields fields, String name) {
        Optional<ScheduleExpression> expression = fields.required(
                "scheduleExpression",
                "rate(5 minutes), cron(0 10 ? * MON-FRI *) or at(2026-11-23T10:00:00)",
                this::expression);
        Optional<ZoneId> zone = fields.optional("scheduleExpressionTimezone", this::zone);
        Optional<Instant> start = fields.optional("startDate", node -> instant(node, faults));
        Optional<Instant> end = fields.optional("endDate", node -> instant(node, faults));
        long windowMicros = fields.durationMicrosOr("flexibleTimeWindow", MINUTE, Schedule.LONGEST_WINDOW_MICROS, 0);
        RetryPolicy policy = fields.optionalObject("retryPolicy", ScheduleBinder::retryPolicy)
                .orElse(RetryPolicy.DEFAULT);
        if (expression.isEmpty()) {
            return Optional.empty();
        }
        check(fields, expression.get(), zone.orElse(UTC), start, end);
        return Optional.of(new Schedule(
                name.isEmpty() ? "unnamed" : name,
                expression.get().recurrence(clock, zone.orElse(UTC), start, end),
                windowMicros,
                policy));
    }

    private void check(
            Fields fields, ScheduleExpression expression, ZoneId zone, Optional<Instant> start, Optional<Instant> end) {
        if (expression.isOneTime()) {
            for (String date : new String[] {"startDate", "endDate"}) {
                if (fields.has(date)) {
                    fields.fault(date, "EventBridge Scheduler ignores it beside at(...), expected rate or cron");
                }
            }
        }
        if (!dated && (expression.readsCalendar() || start.isPresent() || end.isPresent())) {
            fields.fault(
                    "scheduleExpression",
                    "names a date or a time of day, so the scenario must say which instant time 0 is, expected"
                            + " startsAt: 2026-01-05T00:00:00Z or the like at the top");
        }
        if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
            fields.fault("endDate", "must be later than startDate");
        }
        if (!expression.existsIn(zone)) {
            fields.fault("scheduleExpression", "the clock of " + zone + " leaves this time out");
        }
    }

    private Optional<ScheduleExpression> expression(Node node) {
        return node.asText(faults, "a schedule expression such as rate(5 minutes)")
                .flatMap(text -> {
                    try {
                        return Optional.of(ScheduleExpression.parse(text));
                    } catch (IllegalArgumentException wrong) {
                        return node.fault(faults, String.valueOf(wrong.getMessage()));
                    }
                });
    }

    private Optional<ZoneId> zone(Node node) {
        return node.asText(faults, "a time zone such as America/New_York").flatMap(text -> {
            TreeSet<String> known = new TreeSet<>(ZoneId.getAvailableZoneIds());
            if (known.contains(text)) {
                return Optional.of(ZoneId.of(text));
            }
            return node.fault(
                    faults,
                    "found \"" + text + "\", expected a time zone such as America/New_York"
                            + NearestName.hint(text, known));
        });
    }

    /** Reads an instant, such as {@code 2026-01-05T00:00:00Z}. */
    static Optional<Instant> instant(Node node, Faults faults) {
        String expected = "a date and time with its offset, such as 2026-01-05T00:00:00Z";
        return node.asText(faults, expected).flatMap(text -> {
            try {
                Instant instant = OffsetDateTime.parse(text).toInstant();
                if (!instant.isBefore(Instant.EPOCH) && instant.isBefore(Instant.parse("2200-01-01T00:00:00Z"))) {
                    return Optional.of(instant);
                }
                return node.fault(faults, "found " + text + ", expected a time from 1970 to 2199");
            } catch (DateTimeException wrong) {
                return node.fault(faults, "found \"" + text + "\", expected " + expected);
            }
        });
    }

    private static Optional<RetryPolicy> retryPolicy(Fields fields) {
        int attempts =
                fields.integerOr("maximumRetryAttempts", 0, RetryPolicy.MOST_ATTEMPTS, RetryPolicy.MOST_ATTEMPTS);
        long age = fields.durationMicrosOr(
                "maximumEventAge",
                RetryPolicy.SHORTEST_AGE_MICROS,
                RetryPolicy.LONGEST_AGE_MICROS,
                RetryPolicy.LONGEST_AGE_MICROS);
        return fields.build(() -> new RetryPolicy(attempts, age));
    }
}
