package io.ecsim.workloads.arrival;

import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;

/**
 * A closed loop: each of a fixed number of customers thinks, requests a task, waits for its end, and thinks again (the
 * interactive system of Scherr 1967; with exponential laws the machine-repairman model). Everybody begins by thinking. A
 * task that is given up ends its request, too.
 *
 * <p>What a customer draws for its n-th request, think time, kind, demand and run times, belongs to customer and n: no
 * strategy changes it. Only when a request is made depends on the strategy.
 *
 * @param name prefix of the random streams
 * @param customers how many, 1 to {@link #MOST_CUSTOMERS}
 * @param think law of the think time in microseconds, of a mean of at least {@link #LEAST_MEAN_THINK_MICROS}; a drawn time
 *     below one microsecond is one, so that time goes on
 * @param mix what is requested
 * @param horizonMicros no task arrives at or after this time; at least 1
 * @param maxTasks no more tasks arrive than this; at least 1
 */
public record ClosedLoopWorkload(String name, int customers, Law think, TaskMix mix, long horizonMicros, long maxTasks)
        implements Workload {

    /** Most customers. */
    public static final int MOST_CUSTOMERS = 1_000_000;

    /** A shorter mean think time would let customers whose tasks fail at once flood the run. */
    public static final double LEAST_MEAN_THINK_MICROS = 1000;

    public ClosedLoopWorkload {
        if (customers < 1 || customers > MOST_CUSTOMERS) {
            throw new IllegalArgumentException("customers must be 1 to " + MOST_CUSTOMERS + ", were " + customers);
        }
        if (!(think.mean() >= LEAST_MEAN_THINK_MICROS)) {
            throw new IllegalArgumentException("think must have a mean of at least 1ms, was " + think.describe());
        }
        if (horizonMicros < 1) {
            throw new IllegalArgumentException("horizonMicros must be at least 1, was " + horizonMicros);
        }
        if (maxTasks < 1) {
            throw new IllegalArgumentException("maxTasks must be at least 1, was " + maxTasks);
        }
    }

    @Override
    public ArrivalCursor open(Streams streams) {
        return new ClosedLoopCursor(this, streams);
    }
}
