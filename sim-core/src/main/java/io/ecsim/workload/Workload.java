package io.ecsim.workload;

import io.ecsim.random.Streams;

/**
 * A description of all tasks that will be requested. Immutable and shared by threads; each run opens its own cursor.
 */
public interface Workload {

    /** Nothing arrives: whatever runs belongs to services and schedules. */
    Workload EMPTY = streams -> new NoArrivals();

    /**
     * Opens the arrivals of one replication. Two cursors opened with equal streams give the same tasks.
     *
     * @throws WorkloadException if the underlying input cannot be read
     */
    ArrivalCursor open(Streams streams);
}
