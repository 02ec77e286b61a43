package io.ecsim.reports.page;

import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.table.Table;
import java.util.List;

/**
 * What a place in the report holds: paragraphs, then tables, then figures. A place without content says why.
 *
 * @param paragraphs plain text
 * @param tables shown rounded, and written as CSV
 * @param figures drawn into the page, and written as PNG, SVG and CSV
 */
public record Part(List<String> paragraphs, List<Table> tables, List<Figure> figures) {
    public Part {
        paragraphs = List.copyOf(paragraphs);
        tables = List.copyOf(tables);
        figures = List.copyOf(figures);
        if (paragraphs.isEmpty() && tables.isEmpty() && figures.isEmpty()) {
            throw new IllegalArgumentException("part is empty; use Part.absent to say why there is nothing");
        }
    }

    /** Words only. */
    public static Part text(String... paragraphs) {
        return new Part(List.of(paragraphs), List.of(), List.of());
    }

    /** Nothing, and the reason, which the page shows. */
    public static Part absent(String reason) {
        return new Part(List.of(reason), List.of(), List.of());
    }

    /** The same part with a table more. */
    public Part with(Table table) {
        return new Part(paragraphs, Lists.append(tables, table), figures);
    }

    /** The same part with a figure more. */
    public Part with(Figure figure) {
        return new Part(paragraphs, tables, Lists.append(figures, figure));
    }
}
