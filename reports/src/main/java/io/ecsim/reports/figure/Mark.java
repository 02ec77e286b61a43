package io.ecsim.reports.figure;

/**
 * An event on the horizontal axis of lines, such as the loss of a zone.
 *
 * @param from where it begins
 * @param until where it ends; the same for one without extent
 * @param label a few words
 */
public record Mark(double from, double until, String label) {
    public Mark {
        if (!Double.isFinite(from) || !Double.isFinite(until) || until < from) {
            throw new IllegalArgumentException(
                    "mark '" + label + "' goes from " + from + " to " + until + ", expected finite numbers in order");
        }
    }
}
