package io.ecsim.workloads.document;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One thing that is wrong in a document.
 *
 * @param file the file as the user named it
 * @param line from 1; 0 when the fault concerns the file as a whole
 * @param column from 1; 0 when unknown
 * @param path such as {@code cluster.instances[2].count}; empty for the document itself
 * @param message what was found and what is allowed, one line
 */
public record Fault(String file, int line, int column, String path, String message) {

    /** What would break the line, or be obeyed by a terminal instead of shown. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    public Fault {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line and column must be at least 0, were " + line + " and " + column);
        }
    }

    /** Returns {@code file:line:column: path: message} in one line, without the parts that are unknown. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file).append(':');
        if (line > 0) {
            text.append(line).append(':');
        }
        if (line > 0 && column > 0) {
            text.append(column).append(':');
        }
        if (!path.isEmpty()) {
            text.append(' ').append(path).append(':');
        }
        text.append(' ').append(message);
        return UNSEEN.matcher(text)
                .replaceAll(unseen ->
                        String.format(Locale.ROOT, "<U+%04X>", unseen.group().codePointAt(0)));
    }
}
