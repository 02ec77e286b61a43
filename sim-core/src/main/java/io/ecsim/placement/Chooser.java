package io.ecsim.placement;

/** Chooses one instance and ends the chain: random, power of k, round robin. */
@FunctionalInterface
public non-sealed interface Chooser extends Stage {

    /** Returned where no candidate fits. */
    int NONE = -1;

    /**
     * Returns the chosen instance, one for which {@link Candidates#fits} is true, or {@link #NONE} if there is none.
     */
    int choose(Request request, Candidates candidates);
}
