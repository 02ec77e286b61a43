package io.ecsim.cluster;

/** Health of a container or of a task (R3.40). */
public enum HealthStatus {
    /** No check says anything yet, or there is none. */
    UNKNOWN,
    HEALTHY,
    UNHEALTHY
}
