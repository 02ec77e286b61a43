package io.ecsim.workloads.law;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Variates;

/**
 * The exponential law.
 *
 * @param mean above 0, in the unit of the quantity
 * @param quantity what is drawn
 */
public record ExponentialLaw(double mean, Quantity quantity) implements Lifetime {

    public ExponentialLaw {
        Parameters.requirePositive("mean", mean, quantity);
    }

    @Override
    public double sample(RandomStream stream) {
        return mean * Variates.exponential(stream);
    }

    /** The exponential law has no memory: what remains is distributed like the whole. */
    @Override
    public Law residual() {
        return this;
    }

    @Override
    public String describe() {
        return "exponential(mean " + quantity.format(mean) + ")";
    }
}
