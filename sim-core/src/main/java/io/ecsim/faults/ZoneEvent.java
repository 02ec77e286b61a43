package io.ecsim.faults;

import io.ecsim.observe.FaultRecord;

/**
 * Something happens to a whole Availability Zone for a time (models.md M7).
 *
 * @param zone name of the Availability Zone
 * @param kind what happens
 * @param atMicros when, in microseconds of simulated time
 * @param durationMicros for how long, at least 1
 * @param latencyFactor requests to the zone take so many times as long, at least 1; 1 unless it is impaired
 * @param errors share of the requests to the zone that fail, 0 to 1; 0 unless it is impaired
 */
public record ZoneEvent(String zone, Kind kind, long atMicros, long durationMicros, double latencyFactor, double errors)
        implements PlannedFault {

    /** From this share of failing requests on the probes of load balancers count as failing too: an assumption. */
    public static final double FAILING_PROBES = 0.5;

    /** What happens to the zone. */
    public enum Kind {
        /** Its instances end, and launches into it wait until the power returns. */
        POWER(FaultRecord.Kind.ZONE_POWER),
        /** Nothing passes into or out of it; what runs there goes on, and launches into it wait (R7.7). */
        PARTITION(FaultRecord.Kind.ZONE_PARTITION),
        /** Requests to it are slow or fail. */
        IMPAIRED(FaultRecord.Kind.ZONE_IMPAIRED);

        private final FaultRecord.Kind recorded;

        Kind(FaultRecord.Kind recorded) {
            this.recorded = recorded;
        }

        /** Returns whether nothing can be launched into the zone meanwhile. */
        boolean bars() {
            return this != IMPAIRED;
        }
    }

    public ZoneEvent {
        PlannedFault.requireTimes(atMicros, durationMicros);
        if (!(latencyFactor >= 1 && latencyFactor <= 1e6) || !(errors >= 0 && errors <= 1)) {
            throw new IllegalArgumentException("a zone event needs a latency factor of 1 to 1,000,000 and a share of"
                    + " errors of 0 to 1, was " + latencyFactor + " and " + errors);
        }
        if (kind != Kind.IMPAIRED && (latencyFactor != 1 || errors != 0)) {
            throw new IllegalArgumentException("only an impaired zone has a latency factor and errors");
        }
    }

    /** Makes a loss of power. */
    public ZoneEvent(String zone, long atMicros, long durationMicros) {
        this(zone, Kind.POWER, atMicros, durationMicros, 1, 0);
    }

    @Override
    public FaultRecord.Kind recorded() {
        return kind.recorded;
    }

    @Override
    public String where() {
        return zone;
    }

    @Override
    public long endMicros() {
        return PlannedFault.end(atMicros, durationMicros);
    }

    /** Returns whether the probes of load balancers, which come from outside, fail meanwhile. */
    public boolean failsProbes() {
        return kind == Kind.PARTITION || errors >= FAILING_PROBES;
    }
}
