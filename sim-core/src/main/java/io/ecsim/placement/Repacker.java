package io.ecsim.placement;

/**
 * Moves tasks off instances so that fewer are in use, under a disruption budget (consolidation). Tasks are placed by the
 * chain for single tasks when they come; from time to time the repacker looks at all that run and proposes moves. ECS has no
 * live migration: a task that is moved stops, and its run begins anew on the other instance.
 *
 * <p>Rounds are held at multiples of the interval, and only after something has changed on an instance. A round only
 * proposes: the core checks each move like a placement when its turn comes, so that none can be illegal. For worlds without a
 * control plane.
 */
public non-sealed interface Repacker extends WholeChain {

    /** Returns the time between two rounds in microseconds, at least 1. */
    long intervalMicros();

    /**
     * Returns how many tasks a round may move at most.
     *
     * @param tasks how many are on instances now
     */
    int budget(int tasks);

    /**
     * Proposes moves by {@link Packing#move}. Must depend on nothing but the packing and the counts that the repacker asked
     * to track: a round is not held again before something has changed.
     */
    void plan(Packing packing);
}
