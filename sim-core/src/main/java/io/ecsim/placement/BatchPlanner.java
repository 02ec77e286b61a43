package io.ecsim.placement;

import java.util.List;

/**
 * Plans all standalone tasks that wait at once, in rounds: look-ahead batches, min-cost flow. It is the whole chain of its
 * competitor. A round is held when the first task waits and from then on whenever something changed that could help
 * (a task came, room came free, an instance joined), but never sooner after the last than the interval.
 *
 * <p>The tasks of one priority are planned together, those of the greatest first. A plan only proposes: the core takes its
 * proposals in turn and refuses what is not legal any more at that moment (constraints between tasks of one round), so that
 * no plan can place illegally. Who gets no place in a round waits for the next, or is treated as the scenario's policy for
 * tasks without room says.
 */
public non-sealed interface BatchPlanner extends Stage {

    /**
     * A stage of the chain for single tasks.
     *
     * @param name of its strategy
     */
    record Single(String name, Stage stage) {}

    /** Returns the least time between two rounds in microseconds, at least 0. */
    long intervalMicros();

    /**
     * Returns the chain that decides on a single task: on those that cannot wait for a round (tasks of services, tasks that
     * bring their own capacity, calls beside the workload) and on those that a plan leaves to it.
     */
    List<Single> single();

    /**
     * Plans the tasks of a batch on the cluster as it is now. Must depend on nothing but the batch, the counts that the
     * planner asked to track and its own random draws: a round is not held again before something has changed.
     */
    BatchPlan plan(Batch batch);
}
