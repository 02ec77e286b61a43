package io.ecsim.workloads.catalogue;

import java.time.LocalDate;

/**
 * One price.
 *
 * @param kind the part of the catalogue
 * @param name unique in its kind: an instance type, or one of the fixed names such as {@code natHour}
 * @param unit what it is of: {@code h}, {@code GB}, {@code GB-month}
 * @param nanoUsd in billionths of a US dollar, at least 0
 * @param note what to doubt about it, or the band of interruptions of a Spot price; empty if nothing
 * @param date of the price
 * @param source where it is from
 */
public record Price(
        PriceKind kind, String name, String unit, long nanoUsd, String note, LocalDate date, String source) {

    private static final double NANO = 1e9;

    public Price {
        if (nanoUsd < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, was " + nanoUsd);
        }
    }

    /** Returns the price in US dollars. */
    public double usd() {
        return nanoUsd / NANO;
    }
}
