package io.ecsim.workloads.arrival;

import io.ecsim.random.RandomStream;

/** A renewal process of batches; implementations are immutable and draw from the stream given, in order. */
public sealed interface ArrivalProcess permits PoissonArrivals, DeterministicArrivals, BatchArrivals {

    /** Draws the time in microseconds from one batch to the next; the first batch comes one gap after time 0. */
    double gapMicros(RandomStream stream);

    /** Draws the number of tasks in a batch, at least 1. */
    int batchSize(RandomStream stream);

    /** Returns the long-run number of tasks a second; at least 0. */
    double tasksPerSecond();

    /** Returns the process in the notation of the scenario file. */
    String describe();
}
