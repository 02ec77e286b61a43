package io.ecsim.workloads.arrival;

import io.ecsim.random.RandomStream;
import io.ecsim.workloads.document.Durations;

/**
 * Single tasks at equal distances.
 *
 * @param intervalMicros at least 1
 */
public record DeterministicArrivals(long intervalMicros) implements RenewalProcess {

    public DeterministicArrivals {
        if (intervalMicros < 1) {
            throw new IllegalArgumentException("intervalMicros must be at least 1, was " + intervalMicros);
        }
    }

    @Override
    public double gapMicros(RandomStream stream) {
        return intervalMicros;
    }

    @Override
    public int batchSize(RandomStream stream) {
        return 1;
    }

    @Override
    public double tasksPerSecond() {
        return 1e6 / intervalMicros;
    }

    @Override
    public String describe() {
        return "deterministic(every " + Durations.format(intervalMicros) + ")";
    }
}
