package io.ecsim.workloads.schedule;

import io.ecsim.schedules.Recurrence;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schedule expression of EventBridge Scheduler: {@code rate(5 minutes)}, {@code cron(0 10 ? * MON-FRI *)} or
 * {@code at(2026-11-23T10:00:00)}. A rate counts elapsed time, so that a day is 24 hours also when a clock change makes
 * another of it. A cron expression is read on the clock of a time zone: a time that a change to summer time leaves out is
 * skipped, one that the change back repeats is due once, the first time.
 */
public final class ScheduleExpression {

    private static final Pattern FORM = Pattern.compile("(rate|cron|at)\\((.*)\\)");
    private static final Pattern RATE = Pattern.compile("\\s*(\\d{1,9})\\s+(minute|hour|day)s?\\s*");
    private static final long MINUTE = 60_000_000;

    /** A thousand years, as for any duration of a scenario: what comes after would not fit into simulated time. */
    private static final long LONGEST_RATE_DAYS = 365_250;

    private enum Form {
        RATE,
        CRON,
        AT
    }

    private final Form form;
    private final long rateMicros;
    private final Optional<CronExpression> cron;
    private final Optional<LocalDateTime> at;

    private ScheduleExpression(Form form, long rateMicros, Optional<CronExpression> cron, Optional<LocalDateTime> at) {
        this.form = form;
        this.rateMicros = rateMicros;
        this.cron = cron;
        this.at = at;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    public static ScheduleExpression parse(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("found \"" + text
                    + "\", expected rate(5 minutes), cron(0 10 ? * MON-FRI *) or at(2026-11-23T10:00:00)");
        }
        String inside = matcher.group(2);
        return switch (matcher.group(1)) {
            case "rate" -> new ScheduleExpression(Form.RATE, rate(inside), Optional.empty(), Optional.empty());
            case "cron" ->
                new ScheduleExpression(Form.CRON, 0, Optional.of(CronExpression.parse(inside)), Optional.empty());
            default -> new ScheduleExpression(Form.AT, 0, Optional.empty(), Optional.of(time(inside)));
        };
    }

    private static long rate(String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new IllegalArgumentException("found rate(" + text
                    + "), expected a number from 1 on and minutes, hours or days, such as rate(5 minutes)");
        }
        long unit = switch (matcher.group(2)) {
            case "minute" -> MINUTE;
            case "hour" -> 60 * MINUTE;
            default -> 1440 * MINUTE;
        };
        long count = Long.parseLong(matcher.group(1));
        if (count > LONGEST_RATE_DAYS * 1440 * MINUTE / unit) {
            throw new IllegalArgumentException(
                    "found rate(" + text + "), expected at most " + LONGEST_RATE_DAYS + " days between two times");
        }
        return count * unit;
    }

    private static LocalDateTime time(String text) {
        try {
            return LocalDateTime.parse(text.trim());
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(
                    "found at(" + text + "), expected a date and time such as at(2026-11-23T10:00:00)", wrong);
        }
    }

    /** Returns whether it is due once, so that a start and an end have no meaning. */
    public boolean isOneTime() {
        return form == Form.AT;
    }

    /** Returns whether it names times of a calendar. */
    public boolean readsCalendar() {
        return form != Form.RATE;
    }

    /** Returns whether the time of a one-time expression is on the clock of a zone at all. */
    public boolean existsIn(ZoneId zone) {
        return at.isEmpty() || instant(at.get(), zone).isPresent();
    }

    /**
     * Returns when it is due in simulated time.
     *
     * @param start nothing is due before; a rate is due then first, and at time 0 without it
     * @param end nothing is due at this instant or later
     */
    public Recurrence recurrence(SimulatedClock clock, ZoneId zone, Optional<Instant> start, Optional<Instant> end) {
        long startMicros = start.map(clock::micros).orElse(0L);
        long endMicros = end.map(clock::micros).orElse(Recurrence.NEVER);
        Recurrence all = switch (form) {
            case RATE -> after -> nextOfRate(after, startMicros);
            case CRON -> after -> nextOfCron(clock, zone, after);
            case AT -> once(clock, zone);
        };
        return after -> {
            long next = all.nextMicros(Math.max(Math.max(after, -1), startMicros - 1));
            return next < endMicros ? next : Recurrence.NEVER;
        };
    }

    private long nextOfRate(long after, long startMicros) {
        return startMicros + Math.multiplyExact(Math.floorDiv(after - startMicros, rateMicros) + 1, rateMicros);
    }

    private Recurrence once(SimulatedClock clock, ZoneId zone) {
        long micros =
                at.flatMap(local -> instant(local, zone)).map(clock::micros).orElse(-1L);
        return after -> after < micros ? micros : Recurrence.NEVER;
    }

    private long nextOfCron(SimulatedClock clock, ZoneId zone, long after) {
        LocalDateTime local = LocalDateTime.ofInstant(clock.at(after), zone);
        while (true) {
            Optional<LocalDateTime> next = cron.orElseThrow().next(local);
            if (next.isEmpty()) {
                return Recurrence.NEVER;
            }
            local = next.get();
            long micros = instant(local, zone).map(clock::micros).orElse(Long.MIN_VALUE);
            if (micros > after) { // not left out, and not in the hour that comes again
                return micros;
            }
        }
    }

    /** Returns when a local time is, the first time that it is; empty when the clock leaves it out. */
    private static Optional<Instant> instant(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty() ? Optional.empty() : Optional.of(local.toInstant(offsets.get(0)));
    }
}
