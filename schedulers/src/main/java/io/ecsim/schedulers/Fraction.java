package io.ecsim.schedulers;

import java.math.BigDecimal;

/** Numbers from 0 to 1 with a few decimals, as strategies take them: integers in results, texts in names. */
final class Fraction {

    static final String PATTERN = "[01](\\.\\d{1,4})?";

    private Fraction() {}

    /**
     * Returns the fraction in units of its last decimal.
     *
     * @param decimals most that it may have
     * @param form of the strategy, for the message
     * @param parameter its name, for the message
     * @throws IllegalArgumentException if it is none
     */
    static int parse(String text, int decimals, String form, String parameter) {
        if (text.matches("[01](\\.\\d{1," + decimals + "})?")) {
            BigDecimal value = new BigDecimal(text);
            if (value.compareTo(BigDecimal.ONE) <= 0) {
                return value.movePointRight(decimals).intValueExact();
            }
        }
        throw new IllegalArgumentException(form + ": " + parameter + " is a number from 0 to 1 with at most " + decimals
                + " decimals, found \"" + text + "\"");
    }

    /** Returns the shortest text of a fraction. */
    static String text(int units, int decimals) {
        return BigDecimal.valueOf(units, decimals).stripTrailingZeros().toPlainString();
    }
}
