package io.ecsim.workloads.law;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;

/**
 * The uniform law on {@code [low, high)}.
 *
 * @param low at least 0, in the unit of the quantity
 * @param high at least {@code low}
 * @param quantity what is drawn
 */
public record UniformLaw(double low, double high, Quantity quantity) implements Lifetime {

    public UniformLaw {
        Parameters.requireNotNegative("low", low, quantity);
        if (!(high >= low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException(
                    "high must be at least low (" + quantity.format(low) + "), was " + quantity.format(high));
        }
    }

    @Override
    public double sample(RandomStream stream) {
        return low + (high - low) * stream.nextDouble();
    }

    @Override
    public double mean() {
        return (low + high) / 2;
    }

    @Override
    public Law residual() {
        Parameters.requirePositive("mean", mean(), quantity);
        return new UniformShare(new LengthBiasedUniform(low, high), describe());
    }

    @Override
    public String describe() {
        return "uniform(low " + quantity.format(low) + ", high " + quantity.format(high) + ")";
    }
}
