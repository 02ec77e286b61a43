package io.ecsim.cluster;

/** Where a task stands (R3.1, as far as modelled: images, agents and load balancers come later). */
public enum TaskStatus {
    /** Requested, not on any instance. */
    PROVISIONING,
    /** Between two attempts. */
    BACKING_OFF,
    /** On an instance. */
    RUNNING,
    /** Over, however it ended; the row is free. */
    STOPPED;

    /** Returns whether a task may go from this status to another. */
    public boolean mayBecome(TaskStatus next) {
        return switch (this) {
            case PROVISIONING -> next == RUNNING || next == BACKING_OFF || next == STOPPED;
            case BACKING_OFF -> next == PROVISIONING || next == STOPPED;
            case RUNNING -> next == BACKING_OFF || next == STOPPED;
            case STOPPED -> next == PROVISIONING;
        };
    }
}
