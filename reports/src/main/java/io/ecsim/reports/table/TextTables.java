package io.ecsim.reports.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tables as aligned text that fits a terminal.
 *
 * <p>Too wide, and first the widest column of words is narrowed and its cells wrap; then columns are left out from the
 * right, and the last line names them. Numbers are never cut. Control characters become spaces.
 */
public final class TextTables {
    /** The narrowest terminal that is laid out for; a smaller width is treated as this one. */
    public static final int MIN_WIDTH = 20;

    private static final int MIN_WORDS_WIDTH = 19;
    private static final int GAP = 2;
    private static final int KEPT_COLUMNS = 2;

    private TextTables() {}

    /** The table without its title, lines at most {@code width} characters long, ending with a line feed. */
    public static String text(Table table, int width) {
        int limit = Math.max(width, MIN_WIDTH);
        List<TextColumn> columns = new ArrayList<>();
        for (int index = 0; index < table.columns().size(); index++) {
            columns.add(TextColumn.of(table, index));
        }
        List<String> dropped = fit(columns, limit);
        StringBuilder out = new StringBuilder();
        appendLines(out, columns, TextTables::headingLines, true);
        out.append(columns.stream()
                        .map(column -> "-".repeat(column.width()))
                        .collect(Collectors.joining(" ".repeat(GAP))))
                .append('\n');
        for (int row = 0; row < table.rows().size(); row++) {
            int at = row;
            appendLines(out, columns, column -> column.cellLines(at), false);
        }
        if (!dropped.isEmpty()) {
            String note = "Not shown for lack of width: " + String.join(", ", dropped) + ".";
            TextWrap.lines(note, limit).forEach(line -> out.append(line).append('\n'));
        }
        return out.toString();
    }

    private static List<String> headingLines(TextColumn column) {
        return column.headingLines();
    }

    private static List<String> fit(List<TextColumn> columns, int limit) {
        List<String> dropped = new ArrayList<>();
        while (total(columns) > limit) {
            int widest = widestWords(columns);
            if (widest >= 0) {
                TextColumn column = columns.get(widest);
                int narrower = Math.max(MIN_WORDS_WIDTH, column.width() - (total(columns) - limit));
                columns.set(widest, column.withWidth(narrower));
            } else if (columns.size() > KEPT_COLUMNS) {
                dropped.add(0, columns.remove(columns.size() - 1).heading());
            } else {
                TextColumn last = columns.get(columns.size() - 1);
                int over = total(columns) - limit;
                columns.set(columns.size() - 1, last.withWidth(Math.max(1, last.width() - over)));
                break;
            }
        }
        return dropped;
    }

    private static int total(List<TextColumn> columns) {
        return columns.stream().mapToInt(TextColumn::width).sum() + GAP * (columns.size() - 1);
    }

    private static int widestWords(List<TextColumn> columns) {
        int widest = -1;
        for (int index = 0; index < columns.size(); index++) {
            TextColumn column = columns.get(index);
            boolean narrowable = !column.rightAligned() && column.width() > MIN_WORDS_WIDTH;
            if (narrowable
                    && (widest < 0 || column.width() > columns.get(widest).width())) {
                widest = index;
            }
        }
        return widest;
    }

    private static void appendLines(StringBuilder out, List<TextColumn> columns, Lines lines, boolean atBottom) {
        List<List<String>> parts = columns.stream().map(lines::of).toList();
        int height = parts.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int index = 0; index < columns.size(); index++) {
                List<String> part = parts.get(index);
                int at = atBottom ? line - (height - part.size()) : line;
                String word = at >= 0 && at < part.size() ? part.get(at) : "";
                text.append(index == 0 ? "" : " ".repeat(GAP))
                        .append(columns.get(index).aligned(word));
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
    }

    /** The lines of one column in one row. */
    @FunctionalInterface
    private interface Lines {
        List<String> of(TextColumn column);
    }
}
