package io.ecsim.controlplane;

/** Standalone tasks that are not placed the moment they ask: the strategy plans in rounds, or takes its time. */
interface PendingTasks {

    /** A task asks for a place. */
    void add(int row);

    /** Room came free, or something else that may help those who wait. */
    void somethingChanged();

    /** Returns how many tasks have no place yet. */
    int size();
}
