package io.ecsim.workloads.document;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads unquoted YAML scalars by the core schema of YAML 1.2, and refuses those that YAML 1.1 reads as another number.
 */
final class PlainScalars {

    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9]\\d*)");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9]\\d*)?(\\.\\d*)?([eE][-+]?\\d+)?");
    private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9_]+(\\.\\d*)?");
    private static final Pattern SEXAGESIMAL = Pattern.compile("[-+]?\\d[\\d_]*(:[0-5]?\\d)+(\\.[\\d_]*)?");
    private static final Pattern UNDERSCORES = Pattern.compile("[-+]?\\d[\\d_]*_[\\d_]*(\\.[\\d_]*)?");
    private static final Pattern OTHER_BASE = Pattern.compile("[-+]?0[xXoObB][0-9a-fA-F_]+");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final List<String> NOTHING = List.of("", "~", "null", "Null", "NULL");
    private static final List<String> BOOLEAN = List.of("true", "false", "True", "False", "TRUE", "FALSE");

    private PlainScalars() {}

    /** Returns what is wrong with a scalar of which versions of YAML disagree, or that is no finite number. */
    static Optional<String> fault(String text) {
        if (LEADING_ZERO.matcher(text).matches()) {
            return Optional.of("found " + text + ", which some YAML readers take as octal: write the number without"
                    + " leading zeros, or in quotes if it is text");
        }
        if (SEXAGESIMAL.matcher(text).matches()) {
            return Optional.of("found " + text + ", which some YAML readers take as a base-60 number: write a duration"
                    + " such as 90s, or in quotes if it is text");
        }
        if (UNDERSCORES.matcher(text).matches()) {
            return Optional.of("found " + text + ", expected a number without underscores");
        }
        if (OTHER_BASE.matcher(text).matches()) {
            return Optional.of("found " + text + ", expected a decimal number, or quotes if it is text");
        }
        if (NOT_FINITE.matcher(text).matches()) {
            return Optional.of("found " + text + ", expected a finite number");
        }
        return Optional.empty();
    }

    static Kind kind(String text) {
        if (NOTHING.contains(text)) {
            return Kind.NOTHING;
        }
        if (BOOLEAN.contains(text)) {
            return Kind.BOOLEAN;
        }
        if (INTEGER.matcher(text).matches()) {
            return Kind.INTEGER;
        }
        boolean digits =
                text.chars().anyMatch(c -> c >= '0' && c <= '9') && !text.startsWith("e") && !text.startsWith("E");
        return digits && DECIMAL.matcher(text).matches() ? Kind.DECIMAL : Kind.TEXT;
    }

    /** Returns a text as YAML takes it in a flow: in quotes where it would be read as something else. */
    static String written(String text) {
        boolean plain = kind(text) == Kind.TEXT
                && fault(text).isEmpty()
                && !text.contains(": ")
                && text.matches("[\\p{L}\\d_./](.*[^\\s:])?")
                && text.matches("[^,\\[\\]{}#'\"\\\\\\p{Cntrl}]+");
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
