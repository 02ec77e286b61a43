package io.ecsim.experiments.validation;

import io.ecsim.experiments.statistics.Interval;

/**
 * Something that theory knows the value of.
 *
 * @param name as a person reads it
 * @param exact the value, above 0
 * @param rule largest half-width over exact value with which a check proves anything (models.md M12)
 * @param aim the width that this run can reach: the rule, or more where the rule would take hours
 * @param tolerance how far the simulator may be off, over the exact value: 0 but for what it takes from a closed form that is
 *     close and not exact
 */
record Known(String name, double exact, double rule, double aim, double tolerance) {

    private static final double MEAN_RULE = 0.01;
    private static final double PROBABILITY_RULE = 0.03;

    Known {
        if (!(exact > 0)) {
            throw new IllegalArgumentException(name + " must be above 0, was " + exact);
        }
        if (!(aim >= rule)) {
            throw new IllegalArgumentException(name + " may not aim below " + rule + ", was " + aim);
        }
    }

    private Known(String name, double exact, double rule) {
        this(name, exact, rule, rule, 0);
    }

    static Known mean(String name, double exact) {
        return new Known(name, exact, MEAN_RULE);
    }

    static Known probability(String name, double exact) {
        return new Known(name, exact, PROBABILITY_RULE);
    }

    /** Returns the same value with a wider aim, for a run that is known to be too short for the rule. */
    Known within(double widerAim) {
        return new Known(name, exact, rule, Math.max(rule, widerAim), tolerance);
    }

    /** Returns the same value, from which the simulator may be off by this share of it. */
    Known tolerating(double share) {
        return new Known(name, exact, rule, aim, share);
    }

    /** Returns whether an interval speaks against the value. */
    boolean agrees(Interval interval) {
        double off = tolerance * exact;
        return interval.lower() - off <= exact && exact <= interval.upper() + off;
    }
}
