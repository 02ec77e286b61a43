package io.ecsim.model;

/** How many tasks a service keeps (R4.1, R4.2). */
public enum SchedulingStrategy {
    /** As many as its desired count. */
    REPLICA,
    /** One on each instance that meets its constraints. */
    DAEMON
}
