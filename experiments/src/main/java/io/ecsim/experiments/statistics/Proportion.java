package io.ecsim.experiments.statistics;

import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * A share of independent trials, such as replications in which a fault was survived. Tasks of one run are not
 * independent trials: compare those by replication.
 *
 * @param events trials in which it happened, 0 to trials
 * @param trials at least 1
 */
public record Proportion(long events, long trials) {

    private static final double ACCURACY = 1e-12;

    public Proportion {
        if (trials < 1) {
            throw new IllegalArgumentException("a proportion needs at least 1 trial, was " + trials);
        }
        if (events < 0 || events > trials) {
            throw new IllegalArgumentException("events must be 0 to " + trials + ", was " + events);
        }
    }

    /** Returns events over trials. */
    public double estimate() {
        return (double) events / trials;
    }

    /**
     * Returns the exact interval of Clopper and Pearson (Biometrika, 1934), which covers at least with its confidence.
     *
     * @param confidence above 0 and below 1
     */
    public Interval clopperPearson(double confidence) {
        StudentT.requireConfidence(confidence);
        double tail = (1 - confidence) / 2;
        double lower = events == 0 ? 0 : betaQuantile(events, trials - events + 1.0, tail);
        double upper = events == trials ? 1 : betaQuantile(events + 1.0, (double) trials - events, 1 - tail);
        return new Interval(lower, upper);
    }

    /**
     * Returns the bound that the probability stays below with 95 % confidence when nothing happened: 3 / trials, at
     * most 1 (rule of three).
     *
     * @throws IllegalStateException if something happened
     */
    public double ruleOfThree() {
        if (events > 0) {
            throw new IllegalStateException("the rule of three is for no event, there were " + events);
        }
        return Math.min(1, 3.0 / trials);
    }

    private static double betaQuantile(double alpha, double beta, double probability) {
        return new BetaDistribution(null, alpha, beta, ACCURACY).inverseCumulativeProbability(probability);
    }
}
