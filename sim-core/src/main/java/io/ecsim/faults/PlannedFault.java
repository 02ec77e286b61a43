package io.ecsim.faults;

import io.ecsim.observe.FaultRecord;

/** A fault that a scenario has strike at a given time. */
public sealed interface PlannedFault
        permits ZoneEvent, AgentStorm, RegistryFault, ControlPlaneFault, SpotWave, GroupRefresh, ZonalShift {

    /** Returns under which name results have it. */
    FaultRecord.Kind recorded();

    /** Returns what it strikes, such as the name of a zone; empty for everything. */
    String where();

    /** Returns when it strikes, in microseconds of simulated time. */
    long atMicros();

    /** Returns when it is over, in microseconds of simulated time. */
    long endMicros();

    /** Returns the end of something that begins at a time and lasts for a time, at most the end of all time. */
    static long end(long atMicros, long durationMicros) {
        return durationMicros > Long.MAX_VALUE - atMicros ? Long.MAX_VALUE : atMicros + durationMicros;
    }

    /** Refuses a fault that begins before time 0 or lasts no time. */
    static void requireTimes(long atMicros, long durationMicros) {
        if (atMicros < 0 || durationMicros < 1) {
            throw new IllegalArgumentException("a fault needs a time of at least 0 and a duration of at least"
                    + " 1 microsecond, was " + atMicros + " and " + durationMicros);
        }
    }

    /** Refuses a share that is not above 0 and at most 1. */
    static void requireShare(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share must be above 0 and at most 1, was " + share);
        }
    }
}
