package io.ecsim.observe;

/**
 * A message in the list of events of a service (R4.60, R4.61).
 *
 * @param cluster name of the cluster
 * @param service name of the service
 * @param atMicros when, in microseconds
 * @param message the text, as ECS writes it
 */
public record ServiceEvent(String cluster, String service, long atMicros, String message) {}
