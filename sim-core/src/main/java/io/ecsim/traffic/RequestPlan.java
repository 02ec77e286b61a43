package io.ecsim.traffic;

import io.ecsim.engine.SimClock;
import java.util.List;

/**
 * The requests on the services of a world.
 *
 * @param services those that receive any, at most one entry a service
 * @param stepMicros rates are averaged over so long, 1 s to 1 h
 */
public record RequestPlan(List<ServiceRequests> services, long stepMicros) {

    /** Rates are averaged over a minute, as CloudWatch does. */
    public static final long DEFAULT_STEP_MICROS = 60 * SimClock.MICROS_PER_SECOND;

    /** Nobody asks for anything. */
    public static final RequestPlan NONE = new RequestPlan(List.of(), DEFAULT_STEP_MICROS);

    public RequestPlan {
        services = List.copyOf(services);
        if (stepMicros < SimClock.MICROS_PER_SECOND || stepMicros > 3600 * SimClock.MICROS_PER_SECOND) {
            throw new IllegalArgumentException("step must be 1s to 1h, was " + stepMicros + " us");
        }
        if (services.stream().mapToInt(ServiceRequests::service).distinct().count() < services.size()) {
            throw new IllegalArgumentException("a service has one entry of requests at most");
        }
    }
}
