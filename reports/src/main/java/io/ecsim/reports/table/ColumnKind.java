package io.ecsim.reports.table;

/** What the values of a column mean, which decides how they are shown. */
public enum ColumnKind {
    /** Words; aligned to the left. */
    TEXT,
    /** Whole numbers, shown with a comma between thousands. */
    INTEGER,
    /** Real numbers in the column's unit, shown with the column's decimals. */
    NUMBER,
    /** A share: stored as a fraction (0.25), shown as a percentage (25 %). */
    PERCENT,
    /** Money in the column's unit, for example {@code USD/h}. */
    MONEY,
    /** A length of time: stored in seconds, shown in the unit that reads best (ms, s, min, h, d). */
    DURATION;

    /** Whether cells of this kind hold a number. */
    public boolean isNumeric() {
        return this != TEXT;
    }
}
