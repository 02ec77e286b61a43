package io.ecsim.model;

/** The bounds of a task's priority in the wait queue: a greater one is served first, 0 is that of a task that states none. */
public interface TaskPriority {

    /** The least priority. */
    int LOWEST = -1000;

    /** The greatest priority. */
    int HIGHEST = 1000;

    /** Returns whether a priority lies within the bounds. */
    static boolean isValid(int priority) {
        return priority >= LOWEST && priority <= HIGHEST;
    }
}
