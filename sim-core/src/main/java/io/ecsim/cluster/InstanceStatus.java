package io.ecsim.cluster;

/** Status of a container instance, as far as it takes part in placement (R1.2). */
public enum InstanceStatus {
    ACTIVE,
    DRAINING,
    INACTIVE
}
