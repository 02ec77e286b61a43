package io.ecsim.experiments;

/** The largest difference in the objective that makes no practical difference (models.md M3). */
public sealed interface Margin {

    /** Returns the margin in the metric's unit, given the best strategy's value. */
    double around(double best);

    /** An amount in the metric's unit, at least 0. */
    record Absolute(double amount) implements Margin {

        public Absolute {
            if (!(amount >= 0) || Double.isInfinite(amount)) {
                throw new IllegalArgumentException("a margin must be a finite amount of at least 0, was " + amount);
            }
        }

        @Override
        public double around(double best) {
            return amount;
        }
    }

    /** A share of the best strategy's value, 0 to 1. */
    record Relative(double share) implements Margin {

        public Relative {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a relative margin must be 0 to 1, was " + share);
            }
        }

        @Override
        public double around(double best) {
            return share * Math.abs(best);
        }
    }
}
