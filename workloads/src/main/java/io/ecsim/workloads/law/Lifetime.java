package io.ecsim.workloads.law;

import io.ecsim.random.Law;

/**
 * A law of durations whose equilibrium is known: what remains of a duration that is under way at a random moment. Its
 * density is (1 - F(x)) / mean; it is drawn exactly, as a uniform share of a length-biased duration.
 */
public interface Lifetime extends Law {

    /**
     * Returns the law of the residual duration.
     *
     * @throws IllegalArgumentException if the mean is zero, so that nothing is ever under way
     */
    Law residual();
}
