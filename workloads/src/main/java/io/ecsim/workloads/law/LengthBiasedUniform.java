package io.ecsim.workloads.law;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;

/** A value of a uniform law met with a chance in proportion to its length: density 2x / (high^2 - low^2). */
record LengthBiasedUniform(double low, double high) implements Law {

    @Override
    public double sample(RandomStream stream) {
        return StrictMath.sqrt(low * low + stream.nextDouble() * (high - low) * (high + low));
    }

    @Override
    public double mean() {
        return 2 * (low * low + low * high + high * high) / (3 * (low + high));
    }

    @Override
    public String describe() {
        return "length-biased uniform(low " + low + ", high " + high + ")";
    }
}
