package io.ecsim.reports.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A table with named, typed columns: the one source of every file and picture.
 *
 * @param name the name of its files: lower case, digits and hyphens
 * @param title what a person reads above it
 * @param columns at least one, with different keys
 * @param rows each with one cell per column, of the column's kind
 */
public record Table(String name, String title, List<Column> columns, List<List<Cell>> rows) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "table name is '" + name + "', allowed are lower-case letters, digits and hyphens");
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("table '" + name + "' has no columns, at least 1 is needed");
        }
        Set<String> keys = new LinkedHashSet<>();
        for (Column column : columns) {
            if (!keys.add(column.key())) {
                throw new IllegalArgumentException("table '" + name + "' has column '" + column.key() + "' twice");
            }
        }
        for (int row = 0; row < rows.size(); row++) {
            requireRow(name, columns, rows.get(row), row);
        }
    }

    private static void requireRow(String name, List<Column> columns, List<Cell> row, int number) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException("table '" + name + "' row " + number + " has " + row.size()
                    + " cells, its columns are " + columns.size());
        }
        for (int index = 0; index < row.size(); index++) {
            Column column = columns.get(index);
            Cell cell = row.get(index);
            if (!fits(column.kind(), cell)) {
                throw new IllegalArgumentException("table '" + name + "' row " + number + " column '" + column.key()
                        + "' is " + column.kind() + " and cannot hold " + cell);
            }
        }
    }

    private static boolean fits(ColumnKind kind, Cell cell) {
        if (cell instanceof Cell.Unknown) {
            return true;
        }
        boolean words = cell instanceof Cell.Text;
        return kind.isNumeric() != words;
    }

    /** Starts a table that is filled row by row. */
    public static Builder builder(String name, String title, Column... columns) {
        return new Builder(name, title, List.of(columns));
    }

    /** Collects rows. */
    public static final class Builder {
        private final String name;
        private final String title;
        private final List<Column> columns;
        private final List<List<Cell>> rows = new ArrayList<>();

        private Builder(String name, String title, List<Column> columns) {
            this.name = name;
            this.title = title;
            this.columns = columns;
        }

        /** Adds a row, one cell per column. */
        public Builder row(Cell... cells) {
            rows.add(List.of(cells));
            return this;
        }

        /** The finished table. */
        public Table build() {
            return new Table(name, title, columns, rows);
        }
    }
}
