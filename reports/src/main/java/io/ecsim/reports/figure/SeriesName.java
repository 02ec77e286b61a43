package io.ecsim.reports.figure;

/**
 * What a row, point or line stands for, usually a strategy. Equal orders have equal colours, markers and dashes in
 * every figure, so that a reader learns them once.
 *
 * @param name what a person reads
 * @param order the place in the caller's list, from 0
 */
public record SeriesName(String name, int order) {

    /** The order of what others are seen against: a thin grey line without markers. */
    static final int BACKDROP = Integer.MAX_VALUE;

    public SeriesName {
        if (name.isBlank()) {
            throw new IllegalArgumentException("series " + order + " has a blank name");
        }
        if (order < 0) {
            throw new IllegalArgumentException("series '" + name + "' has order " + order + ", 0 or more is needed");
        }
    }

    /** Returns what the others are seen against. */
    public static SeriesName backdrop(String name) {
        return new SeriesName(name, BACKDROP);
    }
}
