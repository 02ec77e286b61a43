package io.ecsim.cluster;

/** Where a task is meant to be (R3.2). */
public enum DesiredStatus {
    RUNNING,
    STOPPED
}
