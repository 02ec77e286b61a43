package io.ecsim.controlplane;

import java.util.List;
import java.util.Optional;

/**
 * A call on container instances that an operator makes at a given time.
 *
 * @param atMicros when, in microseconds of simulated time
 * @param action what is asked for
 * @param instances ids of those that are meant
 * @param zone beside them, all instances of that zone
 * @param force whether DeregisterContainerInstance also takes an instance with tasks (R7.9)
 */
public record ContainerInstanceCall(
        long atMicros, Action action, List<String> instances, Optional<String> zone, boolean force) {

    /** What is asked for. */
    public enum Action {
        /** UpdateContainerInstancesState to DRAINING; only an ACTIVE instance can be (R5.40). */
        DRAIN,
        /** UpdateContainerInstancesState from DRAINING back to ACTIVE. */
        ACTIVATE,
        /** DeregisterContainerInstance (R7.9). */
        DEREGISTER
    }

    public ContainerInstanceCall {
        if (atMicros < 0) {
            throw new IllegalArgumentException("a call is made at 0 or later, was " + atMicros);
        }
        if (force && action != Action.DEREGISTER) {
            throw new IllegalArgumentException("only a deregistration can be forced");
        }
        instances = List.copyOf(instances);
    }
}
