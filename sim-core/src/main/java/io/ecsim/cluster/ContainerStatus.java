package io.ecsim.cluster;

/** How far the agent has come with a container (R3.8); the back end hears of RUNNING and STOPPED only. */
public enum ContainerStatus {
    NONE,
    PULLED,
    CREATED,
    RUNNING,
    STOPPED
}
