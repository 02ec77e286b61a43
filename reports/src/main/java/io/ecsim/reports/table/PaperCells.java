package io.ecsim.reports.table;

/** Cells as a paper shows them: a symmetric interval as plus or minus, any other by its ends. */
final class PaperCells {
    static final String PLUS_OR_MINUS = "±";
    /** An interval counts as symmetric when its halves differ by less than this share of it: they were rounded. */
    private static final double SYMMETRY = 1e-6;

    private PaperCells() {}

    /** The cell as shown in a table whose heading names the unit. */
    static String of(Column column, Cell cell) {
        if (!(cell instanceof Cell.Estimate estimate)) {
            return CellText.of(column, cell);
        }
        double below = estimate.value() - estimate.low();
        double above = estimate.high() - estimate.value();
        if (!(below >= 0 && Math.abs(above - below) <= SYMMETRY * (above + below))) {
            return CellText.of(column, cell);
        }
        String half = CellText.of(column, Cell.real((above + below) / 2));
        return CellText.of(column, Cell.real(estimate.value())) + " " + PLUS_OR_MINUS + " " + half;
    }
}
