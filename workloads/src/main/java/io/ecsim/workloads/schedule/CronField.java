package io.ecsim.workloads.schedule;

import java.util.List;
import java.util.Locale;

/** A field of a cron expression that holds numbers: which of them a text names. */
enum CronField {
    MINUTES("minutes", 0, 59, List.of()),
    HOURS("hours", 0, 23, List.of()),
    DAY_OF_MONTH("day of month", 1, 31, List.of()),
    MONTH("month", 1, 12, List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
    DAY_OF_WEEK("day of week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")),
    YEAR("year", 1970, 2199, List.of());

    private final String label;
    private final int first;
    private final int last;
    private final List<String> names;

    CronField(String label, int first, int last, List<String> names) {
        this.label = label;
        this.first = first;
        this.last = last;
        this.names = names;
    }

    /**
     * Returns which values a list of numbers, names, ranges and steps holds, by value minus {@link #first}.
     *
     * @throws IllegalArgumentException if the text is no such list; the message says what is wrong
     */
    boolean[] values(String text) {
        boolean[] values = new boolean[last - first + 1];
        for (String element : text.split(",", -1)) {
            int slash = element.indexOf('/');
            String range = slash < 0 ? element : element.substring(0, slash);
            int dash = range.indexOf('-');
            int from;
            int to;
            if (range.equals("*")) {
                from = first;
                to = last;
            } else if (dash > 0) {
                from = value(range.substring(0, dash));
                to = value(range.substring(dash + 1));
                if (from > to) {
                    throw fault("the range " + range + " runs backwards");
                }
            } else {
                from = value(range);
                to = slash < 0 ? from : last;
            }
            int step = slash < 0 ? 1 : number(element.substring(slash + 1), 1, last);
            for (int value = from; value <= to; value += step) {
                values[value - first] = true;
            }
        }
        return values;
    }

    /** Returns the value of a number or a name. */
    int value(String text) {
        int name = names.indexOf(text.toUpperCase(Locale.ROOT));
        return name >= 0 ? name + first : number(text, first, last);
    }

    int first() {
        return first;
    }

    private int number(String text, int least, int most) {
        if (text.isEmpty() || text.length() > 4 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw fault("found \"" + text + "\"" + expected(least, most));
        }
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw fault("found " + number + expected(least, most));
        }
        return number;
    }

    private String expected(int least, int most) {
        String alsoNames = names.isEmpty() ? "" : " or " + names.get(0) + " to " + names.get(names.size() - 1);
        return ", expected " + least + " to " + most + alsoNames;
    }

    IllegalArgumentException fault(String message) {
        return new IllegalArgumentException("in the field " + label + " of the cron expression, " + message);
    }
}
