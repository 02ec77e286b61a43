package io.ecsim.workloads.law;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;

/**
 * Always the same value; draws nothing.
 *
 * @param value at least 0, in the unit of the quantity
 * @param quantity what is drawn
 */
public record ConstantLaw(double value, Quantity quantity) implements Lifetime {

    public ConstantLaw {
        Parameters.requireNotNegative("value", value, quantity);
    }

    @Override
    public double sample(RandomStream stream) {
        return value;
    }

    @Override
    public double mean() {
        return value;
    }

    @Override
    public Law residual() {
        Parameters.requirePositive("value", value, quantity);
        return new UniformShare(this, describe());
    }

    @Override
    public String describe() {
        return "constant(" + quantity.format(value) + ")";
    }
}
