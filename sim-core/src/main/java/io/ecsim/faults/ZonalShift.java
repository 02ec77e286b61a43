package io.ecsim.faults;

import io.ecsim.observe.FaultRecord;

/**
 * An operator takes the requests out of an Availability Zone for a time, as a zonal shift of the Application Recovery
 * Controller does (models.md M7). It is no fault but an answer to one, and is recorded beside them.
 *
 * @param zone name of the Availability Zone that gets no requests
 * @param atMicros when, in microseconds of simulated time
 * @param durationMicros for how long, at least 1
 */
public record ZonalShift(String zone, long atMicros, long durationMicros) implements PlannedFault {

    public ZonalShift {
        PlannedFault.requireTimes(atMicros, durationMicros);
    }

    @Override
    public FaultRecord.Kind recorded() {
        return FaultRecord.Kind.ZONAL_SHIFT;
    }

    @Override
    public String where() {
        return zone;
    }

    @Override
    public long endMicros() {
        return PlannedFault.end(atMicros, durationMicros);
    }
}
