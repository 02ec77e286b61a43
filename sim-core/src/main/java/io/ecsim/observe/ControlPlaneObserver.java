package io.ecsim.observe;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;

/** Hears what Amazon EventBridge would carry of a run (section 11 of the rules), as it happens. */
public interface ControlPlaneObserver {

    /** Hears nothing. */
    ControlPlaneObserver NONE = new ControlPlaneObserver() {};

    /** A task has changed (R11.2). Read it now: it goes on changing. */
    default void taskStateChanged(Task task, long nowMicros) {}

    /** A container instance has changed: resources, status or connection (R11.3). */
    default void containerInstanceStateChanged(ClusterState cluster, int instance, long nowMicros) {}

    /** A service has something to say (R11.4). */
    default void serviceAction(ServiceAction action) {}

    /** A deployment has begun, completed or failed (R11.5). */
    default void deploymentStateChanged(DeploymentStateChange change) {}

    /** A service event message, as DescribeServices lists them (R4.60, R4.61). */
    default void serviceEvent(ServiceEvent event) {}
}
