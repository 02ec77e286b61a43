package io.ecsim.observe;

import java.util.List;

/**
 * An ECS Service Action event (R11.4).
 *
 * @param cluster name of the cluster
 * @param service name of the service
 * @param atMicros when, in microseconds
 * @param level how bad it is
 * @param eventName such as {@code SERVICE_STEADY_STATE}
 * @param reason text of the cause; empty where there is none
 * @param containerInstances ids of the instances it is about; mostly none
 */
public record ServiceAction(
        String cluster,
        String service,
        long atMicros,
        EventLevel level,
        String eventName,
        String reason,
        List<String> containerInstances) {

    public ServiceAction {
        containerInstances = List.copyOf(containerInstances);
    }
}
