package io.ecsim.services;

import io.ecsim.cluster.Task;

/**
 * What load balancers make of the tasks of a service with target groups (R4.40-R4.42). Whoever implements it tells the
 * scheduler of each change through {@link ServiceScheduler#targetHealthChanged}.
 */
interface TargetHealth {

    /** No task is a target of anything: health is for the tasks alone to say. */
    TargetHealth NONE = new TargetHealth() {
        @Override
        public boolean healthy(Task task) {
            return true;
        }

        @Override
        public boolean unhealthy(Task task) {
            return false;
        }

        @Override
        public boolean draining(Task task) {
            return false;
        }

        @Override
        public String failure(Task task) {
            throw new IllegalStateException("no task has failed a load balancer's checks");
        }

        @Override
        public void running(Task task) {}

        @Override
        public void stopping(Task task) {}
    };

    /** Returns whether all target groups of a RUNNING task's service call it healthy. */
    boolean healthy(Task task);

    /** Returns whether one of them calls it unhealthy. */
    boolean unhealthy(Task task);

    /** Returns whether a RUNNING task is deregistered and stops when its connections have ended (R4.42). */
    boolean draining(Task task);

    /** Returns why an unhealthy task is replaced, as its stopped reason (R3.21). */
    String failure(Task task);

    /** A task of a service with target groups has become RUNNING: it registers. */
    void running(Task task);

    /** A task that was told to this interface as running no longer is, or drains, whoever ended it. */
    void stopping(Task task);
}
