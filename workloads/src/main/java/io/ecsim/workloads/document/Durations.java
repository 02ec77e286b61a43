package io.ecsim.workloads.document;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 2d}, {@code 90s}, {@code 1h30m}, {@code 500ms}, {@code 2.5h}. */
public final class Durations {

    private static final Pattern PART = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s?(d|h|m|s|ms|us)(?![a-z])\\s?");
    private static final String[] UNITS = {"d", "h", "m", "s", "ms", "us"};
    private static final long[] MICROS = {86_400_000_000L, 3_600_000_000L, 60_000_000L, 1_000_000L, 1_000L, 1L};

    private Durations() {}

    /**
     * Reads a duration in whole microseconds; units must descend ({@code 1h30m}), each at most once.
     *
     * @return empty if the text is no duration, is no whole number of microseconds or does not fit a long
     */
    public static OptionalLong parseMicros(String text) {
        String spread = text.replaceAll("(?<=[a-z])(?=\\d)", " ");
        Matcher matcher = PART.matcher(spread);
        BigDecimal sum = BigDecimal.ZERO;
        int end = 0;
        int lastUnit = -1;
        while (end < spread.length()) {
            if (!matcher.find() || matcher.start() != end) {
                return OptionalLong.empty();
            }
            int unit = unit(matcher.group(2));
            if (unit <= lastUnit) {
                return OptionalLong.empty();
            }
            lastUnit = unit;
            sum = sum.add(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(MICROS[unit])));
            end = matcher.end();
        }
        if (lastUnit < 0
                || sum.stripTrailingZeros().scale() > 0
                || sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(sum.longValueExact());
    }

    /** Returns the shortest exact notation, such as {@code 2d}, {@code 1h30m} or {@code 1500ms}. */
    public static String format(long micros) {
        if (micros == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        long rest = micros;
        for (int unit = 0; unit < MICROS.length && rest > 0; unit++) {
            long count = rest / MICROS[unit];
            if (count > 0) {
                text.append(count).append(UNITS[unit]);
                rest -= count * MICROS[unit];
            }
        }
        return text.toString();
    }

    private static int unit(String name) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("unknown unit " + name);
    }
}
