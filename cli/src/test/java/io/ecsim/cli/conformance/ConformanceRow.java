package io.ecsim.cli.conformance;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A row of docs/conformance.md.
 *
 * @param rule such as {@code R1.26} or {@code W3}
 * @param status what ecsim does about it
 * @param where tests, or the reason
 */
record ConformanceRow(String rule, String status, String where) {

    private static final Pattern ROW =
            Pattern.compile("^\\| (R\\d+\\.\\d+|W\\d+) \\| [^|]+ \\| ([^|]+?) \\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`(\\w+Test\\.\\w+)`");
    private static final Pattern LATER = Pattern.compile("later: (issue \\d+|no issue yet)");

    /** Returns the rows of all tables of a text, in order. */
    static List<ConformanceRow> read(String table) {
        return ROW.matcher(table)
                .results()
                .map(row -> new ConformanceRow(row.group(1), row.group(2), row.group(3)))
                .toList();
    }

    List<String> tests() {
        return TEST.matcher(where).results().map(test -> test.group(1)).toList();
    }

    /** Returns what is wrong with the row by itself. */
    Optional<String> fault() {
        if (status.equals("implemented")) {
            return tests().isEmpty() ? Optional.of("implemented, but no test is named") : Optional.empty();
        }
        if (status.equals("deliberate difference") || status.equals("not applicable")) {
            return where.isBlank() ? Optional.of("a " + status + " needs a reason") : Optional.empty();
        }
        return LATER.matcher(status).matches() ? Optional.empty() : Optional.of("\"" + status + "\" is not a status");
    }
}
