package io.ecsim.model;

/** What a container waits for in another one before it starts (R3.31). */
public enum ContainerCondition {
    /** The other container has started. */
    START,
    /** It has exited, with whatever code; it may not be essential. */
    COMPLETE,
    /** It has exited with code 0; it may not be essential. */
    SUCCESS,
    /** Its health check has passed; it must have one. */
    HEALTHY
}
