package io.ecsim.workloads.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cron expressions as EventBridge writes them, by known examples and against a minute-by-minute oracle. */
class CronExpressionTest {

    private static final int ORACLE_EXPRESSIONS = 300;
    private static final int ORACLE_STEPS = 4;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0 10 * * ? *; 2026-01-01T10:00; 2026-01-02T10:00",
                "15 12 * * ? *; 2026-01-01T00:00; 2026-01-01T12:15",
                "0 18 ? * MON-FRI *; 2026-01-02T18:00; 2026-01-05T18:00", // Friday to Monday
                "0 8 1 * ? *; 2026-01-01T08:00; 2026-02-01T08:00",
                "0/10 * ? * MON-FRI *; 2026-01-02T23:50; 2026-01-05T00:00",
                "0/5 8-17 ? * MON-FRI *; 2026-01-02T17:55; 2026-01-05T08:00",
                "15 10 ? * 6L 2022-2023; 2022-01-01T00:00; 2022-01-28T10:15", // last Friday
                "15 10 ? * 6L 2022-2023; 2022-01-28T10:15; 2022-02-25T10:15",
                "0 9 ? * 3#2 *; 2026-01-01T00:00; 2026-01-13T09:00", // second Tuesday
                "0 9 ? * 2#1 *; 2026-01-01T00:00; 2026-01-05T09:00",
                "0 9 ? * MON#5 *; 2026-01-01T00:00; 2026-03-30T09:00", // January and February have four
                "0 0 3W * ? *; 2026-01-01T00:00; 2026-01-02T00:00", // the 3rd is a Saturday
                "0 0 1W * ? *; 2026-08-01T00:00; 2026-08-03T00:00", // Saturday the 1st: no other month
                "0 0 31W * ? *; 2026-05-01T00:00; 2026-05-29T00:00", // Sunday the 31st: back to Friday
                "0 0 31W * ? *; 2026-05-30T00:00; 2026-07-31T00:00", // June has no 31st
                "0 0 L * ? *; 2028-02-01T00:00; 2028-02-29T00:00",
                "0 0 ? * L *; 2026-01-01T00:00; 2026-01-03T00:00", // the last day of the week: Saturday
                "0 0 29 2 ? *; 2026-01-01T00:00; 2028-02-29T00:00",
                "0 0 1 jan,Jul ? *; 2026-01-01T00:00; 2026-07-01T00:00",
                "59 23 31 12 ? 2199; 2026-01-01T00:00; 2199-12-31T23:59",
                "30/20 */12 ? * 1/3 *; 2026-01-04T00:30; 2026-01-04T00:50",
            })
    void knownExamples(String expression, String after, String next) {
        assertThat(CronExpression.parse(expression).next(LocalDateTime.parse(after)))
                .contains(LocalDateTime.parse(next));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 31 2 ? *", "0 0 1 1 ? 2025", "0 0 30W 2 ? *"})
    void whatNeverComesEnds(String expression) {
        assertThat(CronExpression.parse(expression).next(LocalDateTime.parse("2026-01-01T00:00")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0 10 * * *; 6 fields",
                "60 10 * * ? *; minutes of the cron expression, found 60, expected 0 to 59",
                "0 24 * * ? *; hours of the cron expression, found 24, expected 0 to 23",
                "0 10 * * * *; exactly one of day of month and day of week must be ?",
                "0 10 ? * ? *; exactly one",
                "0 10 ? * MOO *; expected 1 to 7 or SUN to SAT",
                "0 10 ? * 3#6 *; such as FRI#2",
                "0 10 ? * 3#1,6#3 *; such as FRI#2",
                "0 10 0 * ? *; found 0, expected 1 to 31",
                "0 10 1 * ? 1969; expected 1970 to 2199",
                "0/0 10 1 * ? *; found 0, expected 1 to 59",
                "5-1 10 1 * ? *; runs backwards",
                "'0, 10 1 * ? *'; found \"\"",
                "0 10 L,3 * ? *; found \"L\"",
            })
    void whatIsWrongIsSaid(String expression, String message) {
        assertThatThrownBy(() -> CronExpression.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    /** Random expressions: each next time is the first minute that an independent reading of the fields accepts. */
    @Test
    void agreesWithTheMinuteByMinuteOracle() {
        for (int seed = 0; seed < ORACLE_EXPRESSIONS; seed++) {
            Random random = new Random(seed);
            String expression = invented(random);
            CronExpression cron = CronExpression.parse(expression);
            LocalDateTime time = LocalDateTime.of(2026, 1 + random.nextInt(12), 1 + random.nextInt(28), 13, 7, 11);
            for (int step = 0; step < ORACLE_STEPS; step++) {
                Optional<LocalDateTime> next = cron.next(time);
                LocalDateTime limit = time.plusDays(100);
                Optional<LocalDateTime> expected = firstMinute(expression, time, limit);
                if (expected.isEmpty()) {
                    assertThat(next.filter(found -> !found.isAfter(limit)))
                            .as("seed %d: %s after %s", seed, expression, time)
                            .isEmpty();
                    break;
                }
                assertThat(next)
                        .as("seed %d: %s after %s", seed, expression, time)
                        .isEqualTo(expected);
                time = expected.get();
            }
        }
    }

    private static String invented(Random random) {
        String days = switch (random.nextInt(8)) {
            case 0 -> "L * ?";
            case 1 -> (1 + random.nextInt(31)) + "W * ?";
            case 2 -> "? * " + (1 + random.nextInt(7)) + "L";
            case 3 -> "? * " + (1 + random.nextInt(7)) + "#" + (1 + random.nextInt(5));
            case 4 -> "? " + list(random, 1, 12) + " " + list(random, 1, 7);
            case 5 -> list(random, 1, 31) + " " + list(random, 1, 12) + " ?";
            case 6 -> "* * ?";
            default -> "? * L";
        };
        return list(random, 0, 59) + " " + list(random, 0, 23) + " " + days + " "
                + (random.nextBoolean() ? "*" : "2026-2027");
    }

    private static String list(Random random, int first, int last) {
        int span = last - first + 1;
        List<String> elements = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            int from = first + random.nextInt(span);
            elements.add(
                    switch (random.nextInt(5)) {
                        case 0 -> "*";
                        case 1 -> from + "-" + (from + random.nextInt(last - from + 1));
                        case 2 -> from + "/" + (1 + random.nextInt(span - 1));
                        case 3 -> "*/" + (1 + random.nextInt(span - 1));
                        default -> String.valueOf(from);
                    });
        }
        return String.join(",", elements);
    }

    private static Optional<LocalDateTime> firstMinute(String expression, LocalDateTime after, LocalDateTime limit) {
        String[] f = expression.split(" ");
        LocalDateTime time = after.withSecond(0).withNano(0).plusMinutes(1);
        while (!time.isAfter(limit)) {
            if (!hasDay(f, time.toLocalDate())) {
                time = time.toLocalDate().plusDays(1).atStartOfDay();
            } else if (has(f[0], time.getMinute(), 0) && has(f[1], time.getHour(), 0)) {
                return Optional.of(time);
            } else {
                time = time.plusMinutes(1);
            }
        }
        return Optional.empty();
    }

    private static boolean hasDay(String[] f, LocalDate date) {
        if (!has(f[3], date.getMonthValue(), 1) || !has(f[5], date.getYear(), 1970)) {
            return false;
        }
        return f[2].equals("?") ? hasWeekday(f[4], date) : hasMonthDay(f[2], date);
    }

    private static boolean hasMonthDay(String text, LocalDate date) {
        LocalDate last = date.with(TemporalAdjusters.lastDayOfMonth());
        if (text.equals("L")) {
            return date.equals(last);
        }
        if (text.endsWith("W")) {
            int wanted = Integer.parseInt(text.substring(0, text.length() - 1));
            if (wanted > last.getDayOfMonth() || date.getDayOfWeek().getValue() > 5) {
                return false;
            }
            // the weekday at the least distance; a month's weekend at its edge is two days off
            for (int distance = 0; distance <= 2; distance++) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    int day = wanted + sign * distance;
                    if (day >= 1
                            && day <= last.getDayOfMonth()
                            && date.withDayOfMonth(day).getDayOfWeek().getValue() <= 5) {
                        return date.getDayOfMonth() == day;
                    }
                }
            }
            return false;
        }
        return has(text, date.getDayOfMonth(), 1);
    }

    private static boolean hasWeekday(String text, LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        if (text.equals("L")) {
            return day == DayOfWeek.SATURDAY;
        }
        if (text.endsWith("L")) {
            DayOfWeek wanted = DayOfWeek.SUNDAY.plus(Integer.parseInt(text.substring(0, 1)) - 1);
            return date.equals(date.with(TemporalAdjusters.lastInMonth(wanted)));
        }
        if (text.contains("#")) {
            DayOfWeek wanted = DayOfWeek.SUNDAY.plus(Integer.parseInt(text.substring(0, 1)) - 1);
            LocalDate nth = date.with(TemporalAdjusters.dayOfWeekInMonth(Integer.parseInt(text.substring(2)), wanted));
            return date.equals(nth);
        }
        return has(text, day == DayOfWeek.SUNDAY ? 1 : day.getValue() + 1, 1);
    }

    /** Reads one element after the other, without ever making a set of values. */
    private static boolean has(String text, int value, int first) {
        for (String element : text.split(",")) {
            String[] parts = element.split("/");
            int step = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
            String[] ends = parts[0].equals("*") ? new String[] {String.valueOf(first), "9999"} : parts[0].split("-");
            int from = Integer.parseInt(ends[0]);
            int to = ends.length > 1 ? Integer.parseInt(ends[1]) : parts.length > 1 ? 9999 : from;
            if (value >= from && value <= to && (value - from) % step == 0) {
                return true;
            }
        }
        return false;
    }

    /** The locale of the machine does not matter: MON in Turkish has no dotless i, but FRI would. */
    @Test
    void namesAreReadInAnyLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(CronExpression.parse("0 0 ? * fri *").next(LocalDateTime.parse("2026-01-01T00:00")))
                    .contains(LocalDateTime.parse("2026-01-02T00:00"));
        } finally {
            Locale.setDefault(before);
        }
    }
}
