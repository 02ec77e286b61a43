package io.ecsim.reports.table;

import java.util.List;
import java.util.function.BiFunction;

/** Tables as GitHub Markdown, numbers rounded for reading. */
public final class MarkdownTables {
    private static final String SPECIAL = "\\`*_[<>|~#";

    private MarkdownTables() {}

    /** The table without its title, ending with a line feed. */
    public static String text(Table table) {
        return text(table, CellText::of);
    }

    /** The table as a paper shows it: a symmetric interval as plus or minus. */
    public static String paperText(Table table) {
        return text(table, PaperCells::of);
    }

    private static String text(Table table, BiFunction<Column, Cell, String> shown) {
        StringBuilder out = new StringBuilder("|");
        for (Column column : table.columns()) {
            out.append(' ').append(escape(column.heading())).append(" |");
        }
        out.append("\n|");
        for (Column column : table.columns()) {
            out.append(column.kind().isNumeric() ? " ---: |" : " --- |");
        }
        out.append('\n');
        for (List<Cell> row : table.rows()) {
            out.append('|');
            for (int index = 0; index < row.size(); index++) {
                out.append(' ')
                        .append(escape(shown.apply(table.columns().get(index), row.get(index))))
                        .append(" |");
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** Words as Markdown that shows exactly these words, on one line. */
    public static String escape(String words) {
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < words.length(); at++) {
            char c = words.charAt(at);
            if (Character.isISOControl(c)) {
                out.append(' ');
            } else if (c == '&') {
                out.append("&amp;");
            } else {
                if (SPECIAL.indexOf(c) >= 0) {
                    out.append('\\');
                }
                out.append(c);
            }
        }
        return out.toString();
    }
}
