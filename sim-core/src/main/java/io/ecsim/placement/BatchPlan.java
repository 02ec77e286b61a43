package io.ecsim.placement;

import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * What a planner proposes: tasks, by their place in the batch, and where each should go, in the order in which the core is
 * to reserve. A task may be named again: the first proposal that is legal when its turn comes counts. Tasks that are not
 * named stay where they are.
 */
public final class BatchPlan {

    /** Stands for the instance that the planner's chain for single tasks picks when the task's turn comes. */
    public static final int BY_CHAIN = -1;

    private final IntArrayList tasks = new IntArrayList();
    private final IntArrayList instances = new IntArrayList();

    /** Proposes an instance for a task. */
    public void put(int task, int instance) {
        if (instance < 0) {
            throw new IllegalArgumentException("instance must be at least 0, was " + instance);
        }
        tasks.add(task);
        instances.add(instance);
    }

    /** Leaves a task to the chain for single tasks, which sees all that was reserved before. */
    public void leaveToChain(int task) {
        tasks.add(task);
        instances.add(BY_CHAIN);
    }

    /** Returns how many proposals there are. */
    public int size() {
        return tasks.size();
    }

    /** Returns the task of a proposal. */
    public int task(int proposal) {
        return tasks.getInt(proposal);
    }

    /** Returns the instance of a proposal, or {@link #BY_CHAIN}. */
    public int instance(int proposal) {
        return instances.getInt(proposal);
    }
}
