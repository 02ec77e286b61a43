package io.ecsim.workloads.scenario;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;

/**
 * A law of durations, drawn in seconds: documents give microseconds, the fault plan takes seconds.
 *
 * @param micros the law in microseconds
 */
record InSeconds(Law micros) implements Law {

    private static final double MICROS = 1e6;

    @Override
    public double sample(RandomStream stream) {
        return micros.sample(stream) / MICROS;
    }

    @Override
    public double mean() {
        return micros.mean() / MICROS;
    }

    @Override
    public String describe() {
        return micros.describe();
    }
}
