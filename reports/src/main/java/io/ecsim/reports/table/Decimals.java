package io.ecsim.reports.table;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as text: the same digits on every JDK and in every locale. */
public final class Decimals {
    private static final int PLAIN_MAX_EXPONENT = 15;
    private static final int PLAIN_MIN_EXPONENT = -7;
    private static final double COMPACT_FROM = 1e-4;
    private static final double COMPACT_TO = 1e7;
    private static final int GROUP = 3;
    private static final int MIN_GROUPED_DIGITS = 5;

    private Decimals() {}

    /**
     * The shortest digits that read back as the same double, without exponent from 1e-7 to 1e15. {@code
     * Double.toString} would differ between JDK 17 and JDK 19.
     */
    public static String shortest(double value) {
        BigDecimal decimal = exact(value);
        if (decimal.signum() == 0) {
            return "0";
        }
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= PLAIN_MIN_EXPONENT && exponent <= PLAIN_MAX_EXPONENT) {
            return decimal.toPlainString();
        }
        return scientific(decimal);
    }

    private static String scientific(BigDecimal decimal) {
        int exponent = decimal.precision() - decimal.scale() - 1;
        String digits = decimal.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (decimal.signum() < 0 ? "-" : "") + mantissa + "e" + exponent;
    }

    /** Rounded half to even to a number of decimals, with a comma between thousands from 10,000. */
    public static String fixed(double value, int decimals) {
        BigDecimal rounded = exact(value).setScale(decimals, RoundingMode.HALF_EVEN);
        String text = rounded.abs().toPlainString();
        return (rounded.signum() < 0 ? "-" : "") + grouped(text);
    }

    /** Rounded to a number of significant digits, trailing zeros dropped, with a comma between thousands. */
    public static String significant(double value, int digits) {
        BigDecimal rounded = exact(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        if (rounded.signum() == 0) {
            return "0";
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < PLAIN_MIN_EXPONENT || exponent > PLAIN_MAX_EXPONENT) {
            return shortest(rounded.doubleValue());
        }
        String text = rounded.stripTrailingZeros().abs().toPlainString();
        return (rounded.signum() < 0 ? "-" : "") + grouped(text);
    }

    /** Like {@link #significant}, with an exponent below 1e-4 and from 1e7, for places where room is scarce. */
    public static String compact(double value, int digits) {
        double size = Math.abs(value);
        if (size == 0 || (size >= COMPACT_FROM && size < COMPACT_TO)) {
            return significant(value, digits);
        }
        return scientific(exact(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros());
    }

    /** A whole number with a comma between thousands from 10,000. */
    public static String whole(long value) {
        String text = Long.toString(value);
        return value < 0 ? "-" + grouped(text.substring(1)) : grouped(text);
    }

    private static BigDecimal exact(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("number is " + value + ", a finite number is needed");
        }
        return new BigDecimal(DoubleToDecimal.toString(value)).stripTrailingZeros();
    }

    private static String grouped(String digits) {
        int point = digits.indexOf('.');
        int wholeDigits = point < 0 ? digits.length() : point;
        if (wholeDigits < MIN_GROUPED_DIGITS) {
            return digits;
        }
        StringBuilder text = new StringBuilder(digits);
        for (int at = wholeDigits - GROUP; at > 0; at -= GROUP) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
