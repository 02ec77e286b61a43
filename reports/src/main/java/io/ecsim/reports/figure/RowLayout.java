package io.ecsim.reports.figure;

/** The heights that figures with one row per strategy share. */
final class RowLayout {
    /** Room for the tick labels and the padding of a plot. */
    static final double EXTRA = 48;

    /** Free room beside the outermost value, as a share of the scale. */
    static final double AIR = 0.06;

    private static final double MIN_ROW = 40;
    private static final double MAX_ROW = 58;
    private static final double WISHED = 270;
    private static final double LEAST_PLOT = 90;

    private RowLayout() {}

    static double height(int rows) {
        int shared = Math.max(1, rows);
        return atLeast(Math.max(MIN_ROW, Math.min(MAX_ROW, WISHED / shared)), shared);
    }

    /** XChart has no scale for a plot that is lower than the distance between its ticks. */
    static double atLeast(double rowHeight, int rows) {
        return Math.max(rowHeight, LEAST_PLOT / Math.max(1, rows));
    }
}
