package io.ecsim.services;

import io.ecsim.cluster.Task;

/** A task and what its service knows of it. */
final class ServiceTask {

    final Task task;
    final ServiceState state;
    final Deployment deployment;

    /** Tasks of a deployment that were started between the same two pauses (R4.32). */
    final int wave;

    /** Whether an essential container has a health check, so that its health counts (R3.40, R4.13). */
    final boolean checked;

    Standing standing = Standing.PENDING;

    /** Whether its instance is DRAINING, so that the task is to be replaced (R5.40). */
    boolean draining;

    /** Whether load balancers were told that it runs. */
    boolean registered;

    /** Whether it still holds its resources. */
    boolean holds = true;

    /** Positions in the lists of its deployment and its instance; -1 when in none. */
    int inDeployment = -1;

    int onInstance = -1;

    ServiceTask(Task task, ServiceState state, Deployment deployment, int wave) {
        this.task = task;
        this.state = state;
        this.deployment = deployment;
        this.wave = wave;
        this.checked = task.definition().containers().stream()
                .anyMatch(c -> c.essential() && c.lifecycle().healthCheck().isPresent());
    }
}
