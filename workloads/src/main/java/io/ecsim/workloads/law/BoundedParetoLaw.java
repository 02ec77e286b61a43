package io.ecsim.workloads.law;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;

/**
 * The Pareto law cut off at both ends: density in proportion to x^-(shape + 1) between two bounds. Drawn by inverse
 * transform.
 */
public final class BoundedParetoLaw implements Lifetime {

    static final double LEAST_SHAPE = 0.01;
    static final double GREATEST_SHAPE = 100;

    private final double shape;
    private final double low;
    private final double high;
    private final Quantity quantity;
    private final BoundedPower power;

    /**
     * Creates the law.
     *
     * @param shape 0.01 to 100; the smaller, the heavier the tail
     * @param low above 0, in the unit of the quantity
     * @param high above {@code low}
     * @param quantity what is drawn
     */
    public BoundedParetoLaw(double shape, double low, double high, Quantity quantity) {
        Parameters.requireWithin("shape", shape, LEAST_SHAPE, GREATEST_SHAPE);
        Parameters.requirePositive("low", low, quantity);
        if (!(high > low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException(
                    "high must be above low (" + quantity.format(low) + "), was " + quantity.format(high));
        }
        this.shape = shape;
        this.low = low;
        this.high = high;
        this.quantity = quantity;
        this.power = new BoundedPower(shape, low, high);
    }

    @Override
    public double sample(RandomStream stream) {
        return power.sample(stream);
    }

    @Override
    public double mean() {
        return power.mean();
    }

    /** Weighted by length, the density is a power again, its shape one lower. */
    @Override
    public Law residual() {
        return new UniformShare(new BoundedPower(shape - 1, low, high), describe());
    }

    @Override
    public String describe() {
        return "boundedPareto(shape " + shape + ", low " + quantity.format(low) + ", high " + quantity.format(high)
                + ")";
    }
}
