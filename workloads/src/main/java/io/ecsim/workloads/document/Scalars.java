package io.ecsim.workloads.document;

import java.util.Collection;
import java.util.Optional;

/** Spelling of scalars and of what is expected of them. */
final class Scalars {

    private static final int LONGEST = 60;

    private Scalars() {}

    static Optional<Long> longOf(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException notALong) {
            return Optional.empty();
        }
    }

    static String range(long min, long max) {
        if (max >= Integer.MAX_VALUE) {
            return "of at least " + min;
        }
        return "from " + min + " to " + max;
    }

    static String range(double min, double max) {
        if (max == Double.MAX_VALUE || max == Double.POSITIVE_INFINITY) {
            return min == Double.MIN_VALUE ? "above 0" : "of at least " + plain(min);
        }
        return (min == Double.MIN_VALUE ? "above 0, up to " : "from " + plain(min) + " to ") + plain(max);
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    static String oneOf(Collection<String> names) {
        return names.size() == 1 ? names.iterator().next() : "one of " + String.join(", ", names);
    }

    static String shorten(String text) {
        String oneLine = text.replace('\n', ' ').replace('\r', ' ');
        return oneLine.length() <= LONGEST ? oneLine : oneLine.substring(0, LONGEST) + "...";
    }
}
