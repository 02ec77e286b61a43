package io.ecsim.reports.page;

/**
 * A number that stands large at the top of the page.
 *
 * @param label what it is, for example {@code Mean wait}
 * @param value the number as read, without its unit
 * @param unit the unit, or an empty string
 * @param note a few words below it, for example which strategy it belongs to; may be empty
 */
public record KeyNumber(String label, String value, String unit, String note) {
    public KeyNumber {
        if (label.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException(
                    "key number has label '" + label + "' and value '" + value + "', both need words");
        }
    }

    /** A number that is not known, with the reason as its note. */
    public static KeyNumber unknown(String label, String reason) {
        return new KeyNumber(label, "unknown", "", reason);
    }
}
