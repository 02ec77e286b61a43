package io.ecsim.workloads.law;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;

/**
 * What remains of a duration under way: a uniform share of a length-biased duration.
 *
 * @param whole the length-biased law
 * @param of how the original law is described
 */
record UniformShare(Law whole, String of) implements Law {

    @Override
    public double sample(RandomStream stream) {
        double length = whole.sample(stream);
        return length * stream.nextDouble();
    }

    @Override
    public double mean() {
        return whole.mean() / 2;
    }

    @Override
    public String describe() {
        return "residual of " + of;
    }
}
