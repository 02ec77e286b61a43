package io.ecsim.workloads.arrival;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;

/**
 * Several tasks at a time.
 *
 * @param gap law of the time between batches, in microseconds, with a mean above 0
 * @param size law of the number of tasks in a batch; draws are rounded to the nearest integer and raised to 1
 */
public record BatchArrivals(Law gap, Law size) implements RenewalProcess {

    public BatchArrivals {
        if (!(gap.mean() > 0)) {
            throw new IllegalArgumentException("the mean time between batches must be above 0, was " + gap.mean());
        }
        if (!(size.mean() > 0)) {
            throw new IllegalArgumentException("the mean size of a batch must be above 0, was " + size.mean());
        }
    }

    @Override
    public double gapMicros(RandomStream stream) {
        return gap.sample(stream);
    }

    @Override
    public int batchSize(RandomStream stream) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.rint(size.sample(stream))));
    }

    /** Returns the rate by the law's mean, before rounding. */
    @Override
    public double tasksPerSecond() {
        return size.mean() * 1e6 / gap.mean();
    }

    @Override
    public String describe() {
        return "batch(every " + gap.describe() + ", size " + size.describe() + ")";
    }
}
