package io.ecsim.workloads.arrival;

import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;

/**
 * Tasks drawn from an arrival process and a mix. Gaps and batch sizes come from one sequential stream, the periods of
 * bursts from another; a task's kind and demand, and the run time of each attempt, from keyed streams (models.md M1), so that no strategy changes them.
 *
 * @param name prefix of the random streams; different workloads of a scenario need different names
 * @param arrivals when
 * @param mix what
 * @param horizonMicros no task arrives at or after this time; at least 1
 * @param maxTasks no more tasks arrive than this, the stationary start not counted; at least 1
 * @param stationaryStart whether the tasks of the steady state of M/G/infinity already arrive at time 0: a Poisson count
 *     with residual run times (models.md M13); only with Poisson arrivals
 */
public record SyntheticWorkload(
        String name, ArrivalProcess arrivals, TaskMix mix, long horizonMicros, long maxTasks, boolean stationaryStart)
        implements Workload {

    public SyntheticWorkload {
        if (horizonMicros < 1) {
            throw new IllegalArgumentException("horizonMicros must be at least 1, was " + horizonMicros);
        }
        if (maxTasks < 1) {
            throw new IllegalArgumentException("maxTasks must be at least 1, was " + maxTasks);
        }
        if (stationaryStart) {
            if (!(arrivals instanceof PoissonArrivals)) {
                throw new IllegalArgumentException(
                        "a stationary start is known for poisson arrivals only, not for " + arrivals.describe());
            }
            mix.residuals();
        }
    }

    /** Returns the workload that arrives until a time, in microseconds, and starts empty. */
    public static SyntheticWorkload until(long horizonMicros, ArrivalProcess arrivals, TaskMix mix) {
        return new SyntheticWorkload("workload", arrivals, mix, horizonMicros, Long.MAX_VALUE, false);
    }

    /** Returns the mean number of tasks in the stationary start; 0 without one. */
    public double meanTasksAtStart() {
        return stationaryStart ? arrivals.tasksPerSecond() * mix.meanRunSeconds() : 0;
    }

    @Override
    public ArrivalCursor open(Streams streams) {
        return new SyntheticCursor(this, streams);
    }
}
