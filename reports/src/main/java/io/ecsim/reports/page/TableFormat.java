package io.ecsim.reports.page;

import io.ecsim.reports.table.LatexTables;
import io.ecsim.reports.table.MarkdownTables;
import io.ecsim.reports.table.Table;
import java.util.Locale;

/** What a table can be written as for a paper. */
public enum TableFormat {
    /** A {@code tabular} with the lines of booktabs. */
    LATEX("tex"),
    /** GitHub Markdown. */
    MARKDOWN("md");

    private final String ending;

    TableFormat(String ending) {
        this.ending = ending;
    }

    /** The name by which it is asked for. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String ending() {
        return ending;
    }

    String text(Table table) {
        return switch (this) {
            case LATEX -> LatexTables.text(table);
            case MARKDOWN -> "**" + MarkdownTables.escape(table.title()) + "**\n\n" + MarkdownTables.paperText(table);
        };
    }
}
