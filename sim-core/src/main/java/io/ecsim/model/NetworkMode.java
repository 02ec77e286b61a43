package io.ecsim.model;

/** Network mode of a task definition (R2.30). */
public enum NetworkMode {
    NONE,
    BRIDGE,
    HOST,
    AWSVPC
}
