package io.ecsim.cluster;

/**
 * Status of a container instance (R1.2). With awsvpc trunking an instance is REGISTERING until its trunk interface exists
 * and DEREGISTERING until it is gone (R2.37); elsewhere these states have no length and are passed through in one event.
 */
public enum InstanceStatus {
    ACTIVE,
    DRAINING,
    INACTIVE,
    REGISTERING,
    REGISTRATION_FAILED,
    DEREGISTERING;

    /** Returns whether an instance may go from this status to another one, or stay in it. */
    public boolean mayBecome(InstanceStatus next) {
        return next == this
                || switch (this) {
                    case INACTIVE -> next == REGISTERING;
                    case REGISTERING -> next == ACTIVE || next == REGISTRATION_FAILED || next == DEREGISTERING;
                    case ACTIVE -> next == DRAINING || next == DEREGISTERING;
                    case DRAINING -> next == ACTIVE || next == DEREGISTERING;
                    case REGISTRATION_FAILED -> next == DEREGISTERING;
                    case DEREGISTERING -> next == INACTIVE;
                };
    }

    /** Returns whether tasks may be on the instance, so that its resources count as registered (R2.28). */
    public boolean holdsTasks() {
        return this == ACTIVE || this == DRAINING;
    }
}
