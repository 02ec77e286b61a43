package io.ecsim.reports.table;

import java.util.regex.Pattern;

/**
 * A column of a {@link Table}.
 *
 * @param key the name of the column in CSV and JSON: lower case, digits and underscores, with the unit at its end, as
 *     in {@code wait_mean_s}
 * @param title the name a person reads, without the unit
 * @param unit the unit a person reads, or an empty string when there is none
 * @param kind what the values mean
 * @param decimals digits after the point when shown, 0 to 9; a {@link ColumnKind#DURATION} ignores it
 * @param description one sentence that defines the value
 */
public record Column(String key, String title, String unit, ColumnKind kind, int decimals, String description) {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]*");
    private static final int MAX_DECIMALS = 9;

    public Column {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "column key is '" + key + "', allowed are lower-case letters, digits and underscores");
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException("column '" + key + "' has a blank title");
        }
        if (decimals < 0 || decimals > MAX_DECIMALS) {
            throw new IllegalArgumentException(
                    "column '" + key + "' has decimals " + decimals + ", allowed are 0 to " + MAX_DECIMALS);
        }
    }

    /** A column of words. */
    public static Column text(String key, String title, String description) {
        return new Column(key, title, "", ColumnKind.TEXT, 0, description);
    }

    /** A column of whole numbers. */
    public static Column integer(String key, String title, String unit, String description) {
        return new Column(key, title, unit, ColumnKind.INTEGER, 0, description);
    }

    /** A column of real numbers. */
    public static Column number(String key, String title, String unit, int decimals, String description) {
        return new Column(key, title, unit, ColumnKind.NUMBER, decimals, description);
    }

    /** A column of fractions that are shown as percentages. */
    public static Column percent(String key, String title, int decimals, String description) {
        return new Column(key, title, "%", ColumnKind.PERCENT, decimals, description);
    }

    /** A column of money. */
    public static Column money(String key, String title, String unit, int decimals, String description) {
        return new Column(key, title, unit, ColumnKind.MONEY, decimals, description);
    }

    /** A column of lengths of time in seconds. */
    public static Column duration(String key, String title, String description) {
        return new Column(key, title, "", ColumnKind.DURATION, 0, description);
    }

    /** The title followed by the unit, as in {@code Mean wait (s)}. A percentage carries its sign in each cell. */
    public String heading() {
        return unit.isEmpty() || kind == ColumnKind.PERCENT ? title : title + " (" + unit + ")";
    }
}
