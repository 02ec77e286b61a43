package io.ecsim.reports.figure;

/**
 * What a row, point or line stands for, usually a strategy. Equal orders have equal colours, markers and dashes in
 * every figure, so that a reader learns them once.
 *
 * @param name what a person reads
 * @param order the place in the caller's list, from 0
 */
public record SeriesName(String name, int order) {
    public SeriesName {
        if (name.isBlank()) {
            throw new IllegalArgumentException("series " + order + " has a blank name");
        }
        if (order < 0) {
            throw new IllegalArgumentException("series '" + name + "' has order " + order + ", 0 or more is needed");
        }
    }
}
