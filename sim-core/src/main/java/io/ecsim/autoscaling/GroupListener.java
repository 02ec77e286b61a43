package io.ecsim.autoscaling;

/** Who takes part in what a group does: the capacity provider of ECS. A place is an instance of the cluster. */
@FunctionalInterface
public interface GroupListener {

    /** Nobody does. */
    GroupListener NONE = place -> false;

    /**
     * A machine is to be terminated: the lifecycle hook. Whoever holds it calls {@link AutoScaling#completeTermination}.
     *
     * @return whether its termination waits
     */
    boolean holdsTermination(int place);
}
