package io.ecsim.workloads.trace;

import java.util.List;

/** The cells of lines under a heading line, delimited by commas; a column is known by its place in a list of names. */
public final class NamedCells {

    private final Cells cells;
    private final List<String> columns;
    private final int[] at;
    private int size;

    /** Makes the reader of one file, which messages name; its heading must have all these columns, in any order. */
    public NamedCells(String file, List<String> columns) {
        this.cells = new Cells(file);
        this.columns = List.copyOf(columns);
        this.at = new int[columns.size()];
    }

    /**
     * Takes a line apart and counts it; false when it holds no row, because it is blank or the heading.
     *
     * @throws io.ecsim.workload.WorkloadException if it is a heading that lacks a column
     */
    public boolean isRow(String text, long line, TraceTally tally) throws DamagedLineException {
        if (text.isBlank()) {
            return false;
        }
        if (size == 0) {
            Headings.read(cells, text, line, ',');
            for (int column = 0; column < at.length; column++) {
                at[column] = Headings.require(cells, columns.get(column));
            }
            size = cells.size();
            return false;
        }
        tally.row();
        cells.splitAt(',', text, line);
        cells.requireSize(size);
        return true;
    }

    /** Returns a cell as it stands, without blanks around it. */
    public String text(int column) {
        return cells.text(at[column]);
    }

    /** Returns whether a cell holds nothing. */
    public boolean isEmpty(int column) {
        return text(column).isEmpty();
    }

    /** Reads a finite number. */
    public double number(int column) throws DamagedLineException {
        return cells.number(at[column], columns.get(column));
    }

    /** Reads a time and turns it into whole microseconds. */
    public long micros(int column, double microsPerUnit) throws DamagedLineException {
        return cells.micros(at[column], columns.get(column), microsPerUnit);
    }

    /** Reads an amount and rounds it up to a whole one. */
    public int amount(int column, double factor) throws DamagedLineException {
        return cells.amount(at[column], columns.get(column), factor);
    }

    /** Returns the fault of a cell: what was found there and what was expected. */
    public DamagedLineException found(int column, String expected) {
        return cells.found(at[column], columns.get(column), expected);
    }

    /** Returns a fault of the line. */
    public DamagedLineException damaged(String message) {
        return cells.damaged(message);
    }
}
