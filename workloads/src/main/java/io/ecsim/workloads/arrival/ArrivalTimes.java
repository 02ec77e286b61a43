package io.ecsim.workloads.arrival;

/** The batches of one replication, in order. */
interface ArrivalTimes {

    /** Moves to the next batch and returns its time in microseconds; at or after the horizon when there is none. */
    double nextMicros();

    /** Returns the number of tasks in the current batch, at least 1; asked once a batch. */
    default int batchSize() {
        return 1;
    }
}
