package io.ecsim.workloads.law;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Variates;

/**
 * The lognormal law: the logarithm is normal with mean {@code mu} and standard deviation {@code sigma}.
 *
 * @param mu mean of the logarithm of the value in the unit of the quantity
 * @param sigma standard deviation of the logarithm, 0 to 10
 * @param quantity what is drawn
 */
public record LognormalLaw(double mu, double sigma, Quantity quantity) implements Lifetime {

    private static final double LARGEST_SIGMA = 10;

    public LognormalLaw {
        if (!Double.isFinite(mu)) {
            throw new IllegalArgumentException("mu must be finite, was " + mu);
        }
        if (!(sigma >= 0 && sigma <= LARGEST_SIGMA)) {
            throw new IllegalArgumentException("sigma must be 0 to " + (int) LARGEST_SIGMA + ", was " + sigma);
        }
    }

    /** Returns the law of that mean (above 0) and standard deviation (at least 0). */
    public static LognormalLaw ofMean(double mean, double sd, Quantity quantity) {
        Parameters.requirePositive("mean", mean, quantity);
        Parameters.requireNotNegative("sd", sd, quantity);
        double variance = StrictMath.log1p((sd / mean) * (sd / mean));
        return new LognormalLaw(StrictMath.log(mean) - variance / 2, StrictMath.sqrt(variance), quantity);
    }

    /** Returns the law of that median (above 0) and standard deviation of the logarithm. */
    public static LognormalLaw ofMedian(double median, double sigma, Quantity quantity) {
        Parameters.requirePositive("median", median, quantity);
        return new LognormalLaw(StrictMath.log(median), sigma, quantity);
    }

    @Override
    public double sample(RandomStream stream) {
        return StrictMath.exp(mu + sigma * Variates.normal(stream));
    }

    @Override
    public double mean() {
        return StrictMath.exp(mu + sigma * sigma / 2);
    }

    /** Weighted by length, a lognormal law is lognormal again, its logarithm shifted by sigma squared. */
    @Override
    public Law residual() {
        return new UniformShare(new LognormalLaw(mu + sigma * sigma, sigma, quantity), describe());
    }

    @Override
    public String describe() {
        return "lognormal(median " + quantity.format(StrictMath.exp(mu)) + ", sigma " + sigma + ")";
    }
}
