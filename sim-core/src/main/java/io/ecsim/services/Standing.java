package io.ecsim.services;

/** What a task is worth to its service (R4.12, R4.13). */
enum Standing {
    /** Wanted, not yet RUNNING. */
    PENDING,
    /** RUNNING, not yet counted healthy. */
    SETTLING,
    /** Counted healthy (R4.13). */
    HEALTHY,
    /** Failed its checks, and its grace period is over (R4.16, R4.17). */
    UNHEALTHY,
    /** On its way out. */
    STOPPING,
    /** STOPPED. */
    GONE;

    /** Returns whether the task is meant to go on. */
    boolean alive() {
        return ordinal() < STOPPING.ordinal();
    }

    /** Returns whether the task is RUNNING and meant to go on. */
    boolean running() {
        return this == SETTLING || this == HEALTHY || this == UNHEALTHY;
    }
}
