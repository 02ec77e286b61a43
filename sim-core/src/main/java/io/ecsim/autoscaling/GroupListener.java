package io.ecsim.autoscaling;

/** Who takes part in what a group does: the capacity provider of ECS. A place is an instance of the cluster. */
public interface GroupListener {

    /** Nobody does. */
    GroupListener NONE = new GroupListener() {
        @Override
        public boolean holdsTermination(int place) {
            return false;
        }

        @Override
        public void sizeChanged(int group) {}
    };

    /**
     * A machine is to be terminated: the lifecycle hook. Whoever holds it calls {@link AutoScaling#completeTermination}.
     *
     * @return whether its termination waits
     */
    boolean holdsTermination(int place);

    /** A machine has come into service or is none of the group's any more. */
    void sizeChanged(int group);
}
