package io.ecsim.placement;

/**
 * Plans all standalone tasks that wait at once, in rounds: look-ahead batches, min-cost flow. A round is held when the first task waits and from then on whenever something changed that could help
 * (a task came, room came free, an instance joined), but never sooner after the last than the interval.
 *
 * <p>The tasks of one priority are planned together, those of the greatest first. A plan only proposes: the core takes its
 * proposals in turn and refuses what is not legal any more at that moment (constraints between tasks of one round), so that
 * no plan can place illegally. Who gets no place in a round waits for the next, or is treated as the scenario's policy for
 * tasks without room says.
 */
public non-sealed interface BatchPlanner extends WholeChain {

    /** Returns the least time between two rounds in microseconds, at least 0. */
    long intervalMicros();

    /**
     * Plans the tasks of a batch on the cluster as it is now. Must depend on nothing but the batch, the counts that the
     * planner asked to track and its own random draws: a round is not held again before something has changed.
     */
    BatchPlan plan(Batch batch);
}
