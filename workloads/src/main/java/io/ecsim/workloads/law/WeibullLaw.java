package io.ecsim.workloads.law;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Variates;

/**
 * The Weibull law: a power of an exponential value. With shape 1 it is the exponential law, below 1 its failure rate
 * falls with age, above 1 it rises.
 *
 * @param shape 0.1 to 100
 * @param scale above 0, in the unit of the quantity: the value that a share of 1 - 1/e does not pass
 * @param quantity what is drawn
 */
public record WeibullLaw(double shape, double scale, Quantity quantity) implements Lifetime {

    static final double LEAST_SHAPE = 0.1;
    static final double GREATEST_SHAPE = 100;

    public WeibullLaw {
        Parameters.requireWithin("shape", shape, LEAST_SHAPE, GREATEST_SHAPE);
        Parameters.requirePositive("scale", scale, quantity);
    }

    /** Returns the law of that mean (above 0). */
    public static WeibullLaw ofMean(double shape, double mean, Quantity quantity) {
        Parameters.requireWithin("shape", shape, LEAST_SHAPE, GREATEST_SHAPE);
        Parameters.requirePositive("mean", mean, quantity);
        return new WeibullLaw(shape, mean / GammaFunction.at(1 + 1 / shape), quantity);
    }

    @Override
    public double sample(RandomStream stream) {
        return scale * StrictMath.pow(Variates.exponential(stream), 1 / shape);
    }

    @Override
    public double mean() {
        return scale * GammaFunction.at(1 + 1 / shape);
    }

    /** Weighted by length, a Weibull value is the same power of a gamma value of shape 1 + 1 / shape. */
    @Override
    public Law residual() {
        return new UniformShare(new LengthBiasedWeibull(shape, scale), describe());
    }

    @Override
    public String describe() {
        return "weibull(shape " + shape + ", mean " + quantity.format(mean()) + ")";
    }

    private record LengthBiasedWeibull(double shape, double scale) implements Law {

        @Override
        public double sample(RandomStream stream) {
            return scale * StrictMath.pow(GammaLaw.standard(1 + 1 / shape, stream), 1 / shape);
        }

        @Override
        public double mean() {
            return scale * GammaFunction.at(1 + 2 / shape) / GammaFunction.at(1 + 1 / shape);
        }

        @Override
        public String describe() {
            return "length-biased weibull(shape " + shape + ")";
        }
    }
}
