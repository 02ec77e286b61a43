package io.ecsim.reports.table;

import java.math.BigDecimal;

/** Cells as a person reads them: rounded, grouped, with the sign of percent or the unit of time. */
public final class CellText {
    private static final int DURATION_DIGITS = 3;
    private static final int SMALL_DIGITS = 2;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double MINUTES_FROM_SECONDS = 120;
    private static final double HOURS_FROM_SECONDS = 2 * SECONDS_PER_HOUR;
    private static final double DAYS_FROM_SECONDS = 2 * SECONDS_PER_DAY;

    private CellText() {}

    /** The cell as shown in a table whose heading names the unit. */
    public static String of(Column column, Cell cell) {
        if (cell instanceof Cell.Text text) {
            return text.value();
        }
        if (cell instanceof Cell.Whole whole) {
            return column.kind() == ColumnKind.INTEGER ? Decimals.whole(whole.value()) : number(column, whole.value());
        }
        if (cell instanceof Cell.Real real) {
            return number(column, real.value());
        }
        if (cell instanceof Cell.Above above) {
            return "> " + number(column, above.bound());
        }
        if (cell instanceof Cell.Below below) {
            return "< " + number(column, below.bound());
        }
        if (cell instanceof Cell.Estimate estimate) {
            return number(column, estimate.value()) + " [" + number(column, estimate.low()) + ", "
                    + number(column, estimate.high()) + "]";
        }
        return "unknown";
    }

    /** The cell with its unit beside it, for use outside a table. */
    public static String withUnit(Column column, Cell cell) {
        String text = of(column, cell);
        boolean showsUnit = column.kind() == ColumnKind.PERCENT || column.unit().isEmpty();
        return showsUnit || cell instanceof Cell.Unknown ? text : text + " " + column.unit();
    }

    /** A length of time with three significant digits in the unit that reads best, for example {@code 4.25 min}. */
    public static String duration(double seconds) {
        double size = Math.abs(seconds);
        if (size == 0) {
            return "0 s";
        }
        if (size < 1) {
            return Decimals.significant(seconds * 1000, DURATION_DIGITS) + " ms";
        }
        if (size < MINUTES_FROM_SECONDS) {
            return Decimals.significant(seconds, DURATION_DIGITS) + " s";
        }
        if (size < HOURS_FROM_SECONDS) {
            return Decimals.significant(seconds / SECONDS_PER_MINUTE, DURATION_DIGITS) + " min";
        }
        return size < DAYS_FROM_SECONDS
                ? Decimals.significant(seconds / SECONDS_PER_HOUR, DURATION_DIGITS) + " h"
                : Decimals.significant(seconds / SECONDS_PER_DAY, DURATION_DIGITS) + " d";
    }

    private static String number(Column column, double value) {
        return switch (column.kind()) {
            case PERCENT -> percent(value, column.decimals());
            case DURATION -> duration(value);
            case INTEGER, NUMBER, MONEY -> rounded(value, column.decimals());
            case TEXT ->
                throw new IllegalArgumentException(
                        "column '" + column.key() + "' is TEXT and cannot show the number " + value);
        };
    }

    private static String rounded(double value, int decimals) {
        String text = Decimals.fixed(value, decimals);
        return value != 0 && isZero(text) ? Decimals.significant(value, SMALL_DIGITS) : text;
    }

    private static boolean isZero(String text) {
        return text.chars().allMatch(c -> c == '0' || c == '.' || c == '-');
    }

    private static String percent(double fraction, int decimals) {
        String text = Decimals.fixed(fraction * 100, decimals);
        // A share that is small but not zero must not read as zero.
        if (fraction == 0 || !isZero(text)) {
            return text + " %";
        }
        String least = BigDecimal.ONE.movePointLeft(decimals).toPlainString();
        return (fraction > 0 ? "< " : "> -") + least + " %";
    }
}
