package io.ecsim.services;

import io.ecsim.cluster.Task;

/**
 * How long target groups keep a task in ACTIVATING and DEACTIVATING (R3.3), for whoever moves tasks through their
 * states. Only tasks of services with several target groups pass through these two.
 */
public interface TargetTimes {

    /** No task is registered anywhere. */
    TargetTimes NONE = new TargetTimes() {
        @Override
        public long activatingMicros(Task task) {
            return 0;
        }

        @Override
        public long deactivatingMicros(Task task) {
            return 0;
        }
    };

    /** Returns how long a task whose containers run is ACTIVATING before it is RUNNING; 0: it is not. */
    long activatingMicros(Task task);

    /** Returns how long a RUNNING task that is to stop is DEACTIVATING before it is STOPPING; 0: it is not. */
    long deactivatingMicros(Task task);
}
