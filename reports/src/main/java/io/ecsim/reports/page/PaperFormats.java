package io.ecsim.reports.page;

import io.ecsim.reports.figure.PaperWidth;
import java.util.List;

/**
 * What a paper wants of a report beside the report itself.
 *
 * @param figures the formats of figures, all different; empty for none
 * @param width how wide figures are
 * @param tables the formats of tables, all different; empty for none
 */
public record PaperFormats(List<FigureFormat> figures, PaperWidth width, List<TableFormat> tables) {

    /** Nothing beside the report. */
    public static final PaperFormats NONE = new PaperFormats(List.of(), PaperWidth.SINGLE, List.of());

    public PaperFormats {
        figures = List.copyOf(figures);
        tables = List.copyOf(tables);
        if (figures.stream().distinct().count() < figures.size()) {
            throw new IllegalArgumentException("a format of figures is named twice: " + figures);
        }
        if (tables.stream().distinct().count() < tables.size()) {
            throw new IllegalArgumentException("a format of tables is named twice: " + tables);
        }
    }
}
