package io.ecsim.workloads.law;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Variates;

/**
 * The gamma law; its mean is shape x scale, its squared coefficient of variation 1 / shape. Drawn by Marsaglia and
 * Tsang's squeeze (ACM TOMS 2000); a shape below 1 is drawn one higher and multiplied by a power of a uniform draw, as
 * they propose.
 *
 * @param shape 0.01 to 10,000
 * @param scale above 0, in the unit of the quantity
 * @param quantity what is drawn
 */
public record GammaLaw(double shape, double scale, Quantity quantity) implements Lifetime {

    static final double LEAST_SHAPE = 0.01;
    static final double GREATEST_SHAPE = 10_000;

    public GammaLaw {
        Parameters.requireWithin("shape", shape, LEAST_SHAPE, GREATEST_SHAPE);
        Parameters.requirePositive("scale", scale, quantity);
    }

    /** Returns the law of that mean (above 0). */
    public static GammaLaw ofMean(double shape, double mean, Quantity quantity) {
        Parameters.requirePositive("mean", mean, quantity);
        return new GammaLaw(shape, mean / shape, quantity);
    }

    @Override
    public double sample(RandomStream stream) {
        return scale * standard(shape, stream);
    }

    /** Draws from the gamma law of scale 1. */
    static double standard(double shape, RandomStream stream) {
        if (shape < 1) {
            double above = standard(shape + 1, stream);
            return above * StrictMath.pow(stream.nextPositiveDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = Variates.normal(stream);
            double root = 1 + c * x;
            if (root > 0) {
                double v = root * root * root;
                double u = stream.nextPositiveDouble();
                double squared = x * x;
                if (u < 1 - 0.0331 * squared * squared
                        || StrictMath.log(u) < 0.5 * squared + d * (1 - v + StrictMath.log(v))) {
                    return d * v;
                }
            }
        }
    }

    @Override
    public double mean() {
        return shape * scale;
    }

    /** Weighted by length, a gamma law is a gamma law whose shape is one higher. */
    @Override
    public Law residual() {
        return new UniformShare(new LengthBiasedGamma(shape + 1, scale), describe());
    }

    @Override
    public String describe() {
        return "gamma(shape " + shape + ", mean " + quantity.format(mean()) + ")";
    }

    /** Its shape may pass the bound of a stated law by one. */
    private record LengthBiasedGamma(double shape, double scale) implements Law {

        @Override
        public double sample(RandomStream stream) {
            return scale * standard(shape, stream);
        }

        @Override
        public double mean() {
            return shape * scale;
        }

        @Override
        public String describe() {
            return "length-biased gamma(shape " + (shape - 1) + ")";
        }
    }
}
