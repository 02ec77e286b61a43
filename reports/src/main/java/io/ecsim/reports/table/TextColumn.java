package io.ecsim.reports.table;

import java.util.List;

/** One column while a text table is laid out. */
record TextColumn(String heading, boolean rightAligned, int width, List<String> cells) {

    static TextColumn of(Table table, int index) {
        Column column = table.columns().get(index);
        List<String> cells = table.rows().stream()
                .map(row -> TextWrap.plain(CellText.of(column, row.get(index))))
                .toList();
        String heading = TextWrap.plain(column.heading());
        int widestCell = cells.stream().mapToInt(String::length).max().orElse(0);
        int width = Math.max(1, Math.max(widestCell, TextWrap.longestWord(heading)));
        return new TextColumn(heading, column.kind().isNumeric(), width, cells);
    }

    TextColumn withWidth(int newWidth) {
        return new TextColumn(heading, rightAligned, newWidth, cells);
    }

    List<String> headingLines() {
        return TextWrap.lines(heading, width);
    }

    List<String> cellLines(int row) {
        return TextWrap.lines(cells.get(row), width);
    }

    String aligned(String word) {
        String space = " ".repeat(Math.max(0, width - word.length()));
        return rightAligned ? space + word : word + space;
    }
}
