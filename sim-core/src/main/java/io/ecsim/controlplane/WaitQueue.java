package io.ecsim.controlplane;

/**
 * Tasks that wait for an instance: greater priority first, then first come first served. Every waiting task (under strict FIFO: the head) is known to
 * fit nowhere; only a change of an instance can help, so only that instance is looked at.
 */
interface WaitQueue {

    int NONE = -1;

    /** What a queue asks about its tasks. */
    interface Placeability {

        /** Whether a task may go to an instance now. */
        boolean fits(int row, int instance);

        /**
         * Whether, if the waiting task fits nowhere, neither does the other, given that the other asks for at least as
         * much CPU, memory and GPUs.
         */
        boolean speaksFor(int waitingRow, int otherRow);

        /** The CPU units free on an instance. */
        int cpuFree(int instance);

        /** The memory free on an instance in MiB. */
        int memoryFree(int instance);
    }

    /** Adds a task behind those of its priority. */
    void add(int row);

    /** Removes and returns the first task, in the order of the policy, that fits the changed instance; or {@link #NONE}. */
    int takeFitting(int instance);

    /** Returns whether a task that is about to be placed is known to fit nowhere, or must not overtake. */
    boolean blocks(int row);

    int size();
}
