package io.ecsim.controlplane;

/**
 * Tasks that wait for an instance, first come first served. Every waiting task is known to fit nowhere; only a change of
 * an instance can help, so only that instance is looked at.
 */
interface WaitQueue {

    int NONE = -1;

    /** Whether a task may go to an instance now. */
    @FunctionalInterface
    interface FitTest {
        boolean fits(int row, int instance);
    }

    /** Adds a task at the end. */
    void add(int row);

    /** Removes and returns the first task, in the order of the policy, that fits the changed instance; or {@link #NONE}. */
    int takeFitting(int instance, FitTest test);

    /** Returns whether a task like this is known to fit nowhere, or must not overtake. */
    boolean blocks(int row);

    int size();
}
