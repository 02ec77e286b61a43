package io.ecsim.workloads.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The six fields of a cron expression as EventBridge has them: minutes, hours, day of month, month, day of week (1 is
 * Sunday), year. One of the two fields for days must be {@code ?}. A day that a month does not have, as in {@code 31W},
 * is none of that month.
 */
final class CronExpression {

    private static final int FIELDS = 6;
    private static final int DAYS_OF_WEEK = 7;
    private static final LocalDate END = LocalDate.of(2200, 1, 1);

    private final boolean[] minutes;
    private final boolean[] hours;
    private final boolean[] months;
    private final boolean[] years;
    private final Predicate<LocalDate> day;

    private CronExpression(
            boolean[] minutes, boolean[] hours, boolean[] months, boolean[] years, Predicate<LocalDate> day) {
        this.minutes = minutes;
        this.hours = hours;
        this.months = months;
        this.years = years;
        this.day = day;
    }

    /**
     * Reads the fields between the brackets.
     *
     * @throws IllegalArgumentException if they are not right; the message says what is wrong
     */
    static CronExpression parse(String text) {
        String[] fields = text.trim().split("\\s+");
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("a cron expression has " + FIELDS
                    + " fields (minutes, hours, day of month, month, day of week, year), found " + fields.length);
        }
        String dayOfMonth = fields[2].toUpperCase(Locale.ROOT);
        String dayOfWeek = fields[4].toUpperCase(Locale.ROOT);
        if (dayOfMonth.equals("?") == dayOfWeek.equals("?")) {
            throw new IllegalArgumentException(
                    "exactly one of day of month and day of week must be ? in a cron expression, found " + fields[2]
                            + " and " + fields[4]);
        }
        return new CronExpression(
                CronField.MINUTES.values(fields[0]),
                CronField.HOURS.values(fields[1]),
                CronField.MONTH.values(fields[3]),
                CronField.YEAR.values(fields[5]),
                dayOfMonth.equals("?") ? dayOfWeek(dayOfWeek) : dayOfMonth(dayOfMonth));
    }

    private static Predicate<LocalDate> dayOfMonth(String text) {
        if (text.equals("L")) {
            return date -> date.getDayOfMonth() == date.lengthOfMonth();
        }
        if (text.endsWith("W")) {
            int wanted = CronField.DAY_OF_MONTH.value(text.substring(0, text.length() - 1));
            return date -> wanted <= date.lengthOfMonth() && date.equals(nearestWeekday(date.withDayOfMonth(wanted)));
        }
        boolean[] days = CronField.DAY_OF_MONTH.values(text);
        return date -> days[date.getDayOfMonth() - 1];
    }

    /** Monday to Friday, nearest to a day, in the same month. */
    private static LocalDate nearestWeekday(LocalDate date) {
        if (date.getDayOfWeek() == DayOfWeek.SATURDAY) {
            return date.getDayOfMonth() == 1 ? date.plusDays(2) : date.minusDays(1);
        }
        if (date.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return date.getDayOfMonth() == date.lengthOfMonth() ? date.minusDays(2) : date.plusDays(1);
        }
        return date;
    }

    private static Predicate<LocalDate> dayOfWeek(String text) {
        int hash = text.indexOf('#');
        if (hash >= 0) {
            int wanted = CronField.DAY_OF_WEEK.value(text.substring(0, hash));
            String which = text.substring(hash + 1);
            if (!which.matches("[1-5]")) {
                throw CronField.DAY_OF_WEEK.fault(
                        "found \"" + text + "\", expected one day and which of the month it is, such as FRI#2");
            }
            int number = Integer.parseInt(which);
            return date -> number(date) == wanted && (date.getDayOfMonth() - 1) / DAYS_OF_WEEK + 1 == number;
        }
        if (text.equals("L")) {
            return date -> number(date) == DAYS_OF_WEEK;
        }
        if (text.endsWith("L")) {
            int wanted = CronField.DAY_OF_WEEK.value(text.substring(0, text.length() - 1));
            return date -> number(date) == wanted && date.getDayOfMonth() + DAYS_OF_WEEK > date.lengthOfMonth();
        }
        boolean[] days = CronField.DAY_OF_WEEK.values(text);
        return date -> days[number(date) - 1];
    }

    /** Sunday is 1. */
    private static int number(LocalDate date) {
        return date.getDayOfWeek().getValue() % DAYS_OF_WEEK + 1;
    }

    /** Returns the first time strictly later than another one; empty when there is none before the year 2200. */
    Optional<LocalDateTime> next(LocalDateTime after) {
        LocalDateTime from = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        LocalDate date = from.toLocalDate();
        LocalTime earliest = from.toLocalTime();
        while (date.isBefore(END)) {
            if (date.getYear() < CronField.YEAR.first() || !years[date.getYear() - CronField.YEAR.first()]) {
                date = date.withDayOfYear(1).plusYears(1);
            } else if (!months[date.getMonthValue() - 1]) {
                date = date.withDayOfMonth(1).plusMonths(1);
            } else {
                Optional<LocalTime> time = day.test(date) ? time(earliest) : Optional.empty();
                if (time.isPresent()) {
                    return Optional.of(date.atTime(time.get()));
                }
                date = date.plusDays(1);
            }
            earliest = LocalTime.MIDNIGHT;
        }
        return Optional.empty();
    }

    private Optional<LocalTime> time(LocalTime earliest) {
        for (int hour = earliest.getHour(); hour < hours.length; hour++) {
            int first = hour == earliest.getHour() ? earliest.getMinute() : 0;
            for (int minute = first; hours[hour] && minute < minutes.length; minute++) {
                if (minutes[minute]) {
                    return Optional.of(LocalTime.of(hour, minute));
                }
            }
        }
        return Optional.empty();
    }
}
