package io.ecsim.placement;

import java.util.List;

/** A stage that is the whole chain of its competitor: it says when standalone tasks are placed, not only where. */
public sealed interface WholeChain extends Stage permits BatchPlanner, SharedState, Repacker {

    /**
     * A stage of the chain for single tasks.
     *
     * @param name of its strategy
     */
    record Single(String name, Stage stage) {}

    /**
     * Returns the chain that decides on a single task: on those that cannot wait (tasks of services, tasks that bring their
     * own capacity, calls beside the workload) and wherever this leaves a task to it.
     */
    List<Single> single();
}
