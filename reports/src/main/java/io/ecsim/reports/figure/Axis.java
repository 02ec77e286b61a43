package io.ecsim.reports.figure;

import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.ColumnKind;
import io.ecsim.reports.table.Decimals;

/**
 * One axis of a figure.
 *
 * @param key the name of its column in the figure's CSV, with the unit at its end
 * @param title what it shows, without the unit
 * @param unit the unit, or an empty string for a pure number
 * @param kind {@link ColumnKind#PERCENT} for fractions shown as percentages, otherwise {@link ColumnKind#NUMBER}
 * @param logarithmic whether equal distances are equal ratios
 */
public record Axis(String key, String title, String unit, ColumnKind kind, boolean logarithmic) {
    private static final int DIGITS = 9;
    private static final int DECIMALS = 3;
    /** One more than beside the marks: who points at a value wants it closer. */
    private static final int SPOT_DIGITS = 4;

    public Axis {
        // The column checks the key and the title.
        new Column(key, title, unit, kind, DECIMALS, title);
        if (kind != ColumnKind.NUMBER && kind != ColumnKind.PERCENT) {
            throw new IllegalArgumentException("axis '" + key + "' is " + kind + ", allowed are NUMBER and PERCENT");
        }
    }

    /** An axis on which equal distances are equal differences. */
    public static Axis linear(String key, String title, String unit) {
        return new Axis(key, title, unit, ColumnKind.NUMBER, false);
    }

    /** An axis on which equal distances are equal ratios; values at or below zero are drawn at its end. */
    public static Axis logarithmic(String key, String title, String unit) {
        return new Axis(key, title, unit, ColumnKind.NUMBER, true);
    }

    /** A linear axis of fractions that are shown as percentages. */
    public static Axis percent(String key, String title) {
        return new Axis(key, title, "%", ColumnKind.PERCENT, false);
    }

    /** A logarithmic axis of fractions that are shown as percentages. */
    public static Axis logarithmicPercent(String key, String title) {
        return new Axis(key, title, "%", ColumnKind.PERCENT, true);
    }

    /** The title with the unit, as in {@code Mean wait (s)}. */
    public String label() {
        return unit.isEmpty() ? title : title + " (" + unit + ")";
    }

    Column column() {
        return new Column(key, title, unit, kind, DECIMALS, label());
    }

    static Cell cell(double value) {
        return Cell.real(value);
    }

    /** A value as a tick or a label shows it, without the unit. */
    String text(double value, int digits) {
        return Decimals.compact(kind == ColumnKind.PERCENT ? value * 100 : value, digits);
    }

    /** A value with its unit, as in {@code 12.5 s}. */
    String textWithUnit(double value) {
        String text = text(value, SPOT_DIGITS);
        return unit.isEmpty() ? text : text + " " + unit;
    }

    String tickText(double value) {
        return text(value, DIGITS);
    }
}
