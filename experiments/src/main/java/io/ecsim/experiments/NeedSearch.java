package io.ecsim.experiments;

/**
 * The search for {@code need}: the fewest instances that keep the objective's conditions (models.md M3).
 *
 * @param min fewest instances tried, at least 1
 * @param max most instances tried, at least {@code min}
 */
public record NeedSearch(int min, int max) {

    public NeedSearch {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException(
                    "a need search runs from at least 1 to at least its min, was " + min + " to " + max);
        }
    }
}
