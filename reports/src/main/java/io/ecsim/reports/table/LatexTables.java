package io.ecsim.reports.table;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tables as LaTeX {@code tabular} to be read with {@code \input}, numbers rounded for reading. Needs the package
 * booktabs and nothing else; caption and label stay with the paper, the definitions of the columns stand in comments.
 */
public final class LatexTables {
    /** From this many characters on, words are set in a paragraph that breaks. */
    private static final int LONG_WORDS = 30;

    private static final String PARAGRAPH = "p{4.5cm}";
    private static final Map<Character, String> WRITTEN = Map.ofEntries(
            Map.entry('\\', "\\textbackslash{}"),
            Map.entry('{', "\\{"),
            Map.entry('}', "\\}"),
            Map.entry('$', "\\$"),
            Map.entry('&', "\\&"),
            Map.entry('#', "\\#"),
            Map.entry('_', "\\_"),
            Map.entry('%', "\\%"),
            Map.entry('^', "\\textasciicircum{}"),
            Map.entry('~', "\\textasciitilde{}"),
            Map.entry('<', "$<$"),
            Map.entry('>', "$>$"),
            Map.entry('|', "\\textbar{}"),
            Map.entry('"', "\\textquotedbl{}"),
            // After the end of a row these two would be its options.
            Map.entry('[', "{[}"),
            Map.entry('*', "{*}"),
            Map.entry('±', "$\\pm$"),
            Map.entry('×', "$\\times$"),
            Map.entry('≤', "$\\leq$"),
            Map.entry('≥', "$\\geq$"),
            Map.entry('µ', "$\\mu$"),
            Map.entry('μ', "$\\mu$"),
            Map.entry('−', "$-$"),
            Map.entry('→', "$\\rightarrow$"),
            Map.entry('…', "\\dots{}"),
            Map.entry('\u00a0', "~"));

    private LatexTables() {}

    /** The comments and the tabular, ending with a line feed. */
    public static String text(Table table) {
        StringBuilder out = new StringBuilder();
        comment(out, table.title());
        comment(out, "\\usepackage{booktabs}");
        for (Column column : table.columns()) {
            comment(out, column.heading() + ": " + column.description());
        }
        out.append("\\begin{tabular}{");
        for (int index = 0; index < table.columns().size(); index++) {
            out.append(alignment(table, index));
        }
        out.append("}\n\\toprule\n");
        row(out, table.columns().stream().map(Column::heading).toList());
        out.append("\\midrule\n");
        for (List<Cell> cells : table.rows()) {
            row(out, shown(table.columns(), cells));
        }
        return out.append("\\bottomrule\n\\end{tabular}\n").toString();
    }

    private static String alignment(Table table, int index) {
        Column column = table.columns().get(index);
        if (column.kind().isNumeric()) {
            return "r";
        }
        boolean isLong = table.rows().stream()
                .anyMatch(row -> CellText.of(column, row.get(index)).length() >= LONG_WORDS);
        return isLong ? PARAGRAPH : "l";
    }

    private static List<String> shown(List<Column> columns, List<Cell> cells) {
        return IntStream.range(0, cells.size())
                .mapToObj(index -> number(columns.get(index), PaperCells.of(columns.get(index), cells.get(index))))
                .toList();
    }

    /** A hyphen before digits of a number is its sign. */
    private static String number(Column column, String shown) {
        return column.kind().isNumeric() ? shown.replaceAll("-(?=[0-9.])", "−") : shown;
    }

    private static void row(StringBuilder out, List<String> cells) {
        out.append(String.join(" & ", cells.stream().map(LatexTables::escape).toList()))
                .append(" \\\\\n");
    }

    private static void comment(StringBuilder out, String words) {
        out.append("% ").append(plain(words)).append('\n');
    }

    /** Words as LaTeX that shows exactly these words, on one line. */
    public static String escape(String words) {
        StringBuilder out = new StringBuilder();
        String plain = plain(words);
        for (int at = 0; at < plain.length(); at++) {
            char c = plain.charAt(at);
            out.append(WRITTEN.getOrDefault(c, String.valueOf(c)));
        }
        return out.toString();
    }

    private static String plain(String words) {
        StringBuilder out = new StringBuilder();
        words.chars().forEach(c -> out.append(Character.isISOControl(c) ? ' ' : (char) c));
        return out.toString();
    }
}
