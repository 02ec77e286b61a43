package io.ecsim.experiments.run;

import java.util.OptionalInt;

/**
 * The fewest container instances on which a contender keeps the objective's conditions (models.md M3).
 *
 * @param contender its name
 * @param instances the fewest; empty when even the most that were tried are too few
 * @param tried the most instances tried
 * @param atLeast the fewest instances tried: a need equal to it may in truth be less
 * @param replications how many replications, from the first on, each trial took the mean of
 */
public record Need(String contender, OptionalInt instances, int tried, int atLeast, int replications) {

    /** Returns whether a number of instances was found. */
    public boolean isFound() {
        return instances.isPresent();
    }
}
