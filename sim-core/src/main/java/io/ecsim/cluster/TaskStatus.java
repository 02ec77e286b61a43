package io.ecsim.cluster;

/**
 * Where a task stands: the states of R3.1 in their order, and a delay of our own between two attempts. Any state may be
 * skipped when it has no work; a run without a control plane knows PROVISIONING, RUNNING and STOPPED only.
 */
public enum TaskStatus {
    /** Requested: wants capacity, or its network interface is being made. */
    PROVISIONING,
    /** Between two attempts; not a state of ECS. */
    BACKING_OFF,
    /** Handed to the agent: waits for room on the host, pulls images, creates and starts containers. */
    PENDING,
    /** Its containers have started; it registers with several target groups. */
    ACTIVATING,
    /** On an instance, doing its work. */
    RUNNING,
    /** Leaves its target groups. */
    DEACTIVATING,
    /** The agent stops its containers. */
    STOPPING,
    /** Its network interface goes. */
    DEPROVISIONING,
    /** Over, however it ended; the row is free. */
    STOPPED;

    /** Returns whether a task may go from this status to another. */
    public boolean mayBecome(TaskStatus next) {
        return switch (this) {
            case PROVISIONING -> next != PROVISIONING;
            case BACKING_OFF -> next == PROVISIONING || next == STOPPED;
            case STOPPED -> next == PROVISIONING;
            case PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING ->
                next.ordinal() > ordinal() || next == BACKING_OFF;
        };
    }

    /** Returns whether a task in this status is on an instance, or on its way to or from one. */
    public boolean onInstance() {
        return ordinal() >= PENDING.ordinal() && this != STOPPED;
    }
}
