package io.ecsim.workloads.arrival;

import io.ecsim.random.RandomStream;
import io.ecsim.random.Variates;

/**
 * Single tasks with exponential gaps.
 *
 * @param tasksPerSecond above 0, at most 1,000,000
 */
public record PoissonArrivals(double tasksPerSecond) implements RenewalProcess {

    private static final double MOST_PER_SECOND = 1e6;

    public PoissonArrivals {
        requireRate(tasksPerSecond);
    }

    static void requireRate(double tasksPerSecond) {
        if (!(tasksPerSecond > 0 && tasksPerSecond <= MOST_PER_SECOND)) {
            throw new IllegalArgumentException(
                    "tasksPerSecond must be above 0 and at most 1000000, was " + tasksPerSecond);
        }
    }

    @Override
    public double gapMicros(RandomStream stream) {
        return Variates.exponential(stream) * 1e6 / tasksPerSecond;
    }

    @Override
    public int batchSize(RandomStream stream) {
        return 1;
    }

    @Override
    public String describe() {
        return "poisson(" + tasksPerSecond + " tasks/s)";
    }
}
