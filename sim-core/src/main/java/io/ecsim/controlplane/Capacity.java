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
     * A task has been created and needs an instance. It may be given one before this returns, by {@link
     * TaskLifecycle#place}.
     */
    void ask(Task task);

    /** A task that has been given no instance stops. */
    void withdrawn(Task task);
}
