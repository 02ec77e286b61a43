package io.ecsim.controlplane;

import io.ecsim.placement.Request;

/** Standalone tasks that wait for their strategy: for its next round, or for decisions that take time. */
interface PendingTasks {

    /** Whose tasks they are. */
    interface Owner {

        /** Describes a task; valid until the next call. */
        Request requestOf(int row);

        /** Returns when tasks may be launched again: now, if they may be. */
        long launchesAtMicros();

        /** Starts a task on an instance. */
        void start(int row, int instance);

        /** No instance took a task; returns whether it waits for another. */
        boolean staysWaiting(int row);
    }

    /** A task asks for a place. */
    void add(int row);

    /** Room came free on an instance, or something else there may help those who wait. */
    void somethingChanged(int instance);

    /** Returns how many have no place yet. */
    int size();
}
