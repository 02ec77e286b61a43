package io.ecsim.workloads.arrival;

import io.ecsim.random.Streams;

/** When tasks arrive, alone or in batches. Implementations are immutable; each replication opens its own times. */
public sealed interface ArrivalProcess permits RenewalProcess, OnOffArrivals, CurveArrivals {

    /**
     * Opens the times of one replication.
     *
     * @param streams random streams of the replication
     * @param name prefix of the streams used
     * @param horizonMicros what comes at or after it is not asked for
     */
    ArrivalTimes open(Streams streams, String name, long horizonMicros);

    /** Returns the long-run number of tasks a second; at least 0. */
    double tasksPerSecond();

    /** Returns the process in the notation of the scenario file. */
    String describe();
}
