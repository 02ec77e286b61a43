package io.ecsim.controlplane;

import io.ecsim.cluster.Task;

/** Capacity that tasks wait for: Auto Scaling groups behind capacity providers, Fargate. */
interface Capacity {

    /** A world in which every task runs on the instances that are there. */
    Capacity NONE = new Capacity() {
        @Override
        public boolean accepts(int spec) {
            throw new IllegalStateException("spec " + spec + " asks for capacity in a world that has none");
        }

        @Override
        public String providerFor(int spec) {
            return "";
        }

        @Override
        public void ask(Task task) {}

        @Override
        public void withdrawn(Task task) {}
    };

    /** Returns whether another task may be created now, or would be above the limit of tasks that wait (R5.30). */
    boolean accepts(int spec);

    /**
     * Binds the next task of a spec to a capacity provider (R5.4, R5.5) and returns its name; empty for the launch type
     * FARGATE. The task is created with the next call.
     */
    String providerFor(int spec);

    /**
     * As {@link #accepts(int)}, for several tasks that are created together or not at all.
     *
     * @param startedBy who asks: the deployment of a service
     */
    default boolean accepts(int spec, String startedBy, int tasks) {
        return accepts(spec);
    }

    /**
     * As {@link #providerFor(int)}, where the tasks of one deployment are shared out by themselves.
     *
     * @param startedBy who asks: the deployment of a service
     */
    default String providerFor(int spec, String startedBy) {
        return providerFor(spec);
    }

    /** RunTask is called: its tasks are shared out over providers by themselves. */
    default void beginCall(int spec) {}

    /** A task that was created here is to stop, or has stopped by itself. */
    default void stops(Task task) {}

    /**
     * A task has been created and needs an instance. It may be given one before this returns, by {@link
     * TaskLifecycle#place}.
     */
    void ask(Task task);

    /**
     * Returns whether the next task of a spec would be given an instance in a zone at once, as zone rebalancing wants
     * (R1.73).
     *
     * @param startedBy the deployment of a service
     */
    default boolean launchesIn(int spec, String startedBy, String zone) {
        return false;
    }

    /** As {@link #ask(Task)}, in a zone; only right after {@link #launchesIn} has said that it is possible. */
    default void askIn(Task task, String zone) {
        ask(task);
    }

    /** A task that has been given no instance stops. */
    void withdrawn(Task task);
}
