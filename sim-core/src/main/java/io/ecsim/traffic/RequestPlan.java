package io.ecsim.traffic;

import java.util.List;

/**
 * The requests on the services of a world.
 *
 * @param services those that receive any, at most one entry a service
 */
public record RequestPlan(List<ServiceRequests> services) {

    /** Nobody asks for anything. */
    public static final RequestPlan NONE = new RequestPlan(List.of());

    public RequestPlan {
        services = List.copyOf(services);
    }
}
