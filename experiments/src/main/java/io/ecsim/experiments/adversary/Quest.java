package io.ecsim.experiments.adversary;

import io.ecsim.observe.Metric;

/**
 * What an adversary looks for: a scenario in which the first strategy beats the second by as much as can be.
 *
 * @param better the strategy that is to win
 * @param worse the strategy that is to lose
 * @param metric by which
 * @param higherIsBetter the metric's direction
 * @param budget how many scenarios are tried, at least 2
 * @param replications of each try, at least 1
 * @param confirmations fresh replications of the scenario that is found, at least 2
 */
public record Quest(
        String better,
        String worse,
        Metric metric,
        boolean higherIsBetter,
        int budget,
        int replications,
        int confirmations) {

    /** Most scenarios that are tried. */
    public static final int MOST_TRIES = 100_000;

    public Quest {
        if (better.equals(worse)) {
            throw new IllegalArgumentException("a strategy has no gap to itself: " + better);
        }
        if (budget < 2 || budget > MOST_TRIES) {
            throw new IllegalArgumentException("the budget must be 2 to " + MOST_TRIES + " tries, was " + budget);
        }
        if (replications < 1 || confirmations < 2) {
            throw new IllegalArgumentException("a quest needs 1 replication a try and 2 to confirm, was given "
                    + replications + " and " + confirmations);
        }
    }

    /** Returns how far the worse strategy is behind the better one. */
    double gap(double valueOfBetter, double valueOfWorse) {
        return higherIsBetter ? valueOfBetter - valueOfWorse : valueOfWorse - valueOfBetter;
    }
}
