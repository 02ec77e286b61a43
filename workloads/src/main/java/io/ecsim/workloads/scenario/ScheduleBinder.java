package io.ecsim.workloads.scenario;

import io.ecsim.naming.NearestName;
import io.ecsim.schedules.Recurrence;
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
import java.util.function.Function;

/** Binds what the entries of {@code schedules} say of time, in the words of EventBridge Scheduler. */
final class ScheduleBinder {

    private static final long MINUTE = 60_000_000;
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static final Names NAMES = new Names(
            "EventBridge Scheduler", "scheduleExpression", "scheduleExpressionTimezone", "startDate", "endDate");

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
        Optional<Recurrence> due = recurrence(fields, NAMES, node -> instant(node, faults));
        long windowMicros = fields.durationMicrosOr("flexibleTimeWindow", MINUTE, Schedule.LONGEST_WINDOW_MICROS, 0);
        RetryPolicy policy = fields.optionalObject("retryPolicy", ScheduleBinder::retryPolicy)
                .orElse(RetryPolicy.DEFAULT);
        return due.map(each -> new Schedule(name.isEmpty() ? "unnamed" : name, each, windowMicros, policy));
    }

    /** How the fields are called that say when something is due. */
    record Names(String service, String expression, String zone, String start, String end) {}

    /**
     * Reads when something is due; empty where the expression is not right.
     *
     * @param instant reads its start and its end
     */
    Optional<Recurrence> recurrence(Fields fields, Names names, Function<Node, Optional<Instant>> instant) {
        Optional<ScheduleExpression> expression = fields.required(
                names.expression,
                "rate(5 minutes), cron(0 10 ? * MON-FRI *) or at(2026-11-23T10:00:00)",
                this::expression);
        ZoneId zone = fields.optional(names.zone, this::zone).orElse(UTC);
        Optional<Instant> start = fields.optional(names.start, instant);
        Optional<Instant> end = fields.optional(names.end, instant);
        expression.ifPresent(each -> check(fields, names, each, zone, start, end));
        return expression.map(each -> each.recurrence(clock, zone, start, end));
    }

    private void check(
            Fields fields,
            Names names,
            ScheduleExpression expression,
            ZoneId zone,
            Optional<Instant> start,
            Optional<Instant> end) {
        if (expression.isOneTime()) {
            for (String date : new String[] {names.start, names.end}) {
                if (fields.has(date)) {
                    fields.fault(date, names.service + " ignores it beside at(...), expected rate or cron");
                }
            }
        }
        if (!dated && (expression.readsCalendar() || start.isPresent() || end.isPresent())) {
            fields.fault(
                    names.expression,
                    "names a date or a time of day, so the scenario must say which instant time 0 is, expected"
                            + " startsAt: 2026-01-05T00:00:00Z or the like at the top");
        }
        if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
            fields.fault(names.end, "must be later than " + names.start);
        }
        if (!expression.existsIn(zone)) {
            fields.fault(names.expression, "the clock of " + zone + " leaves this time out");
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
