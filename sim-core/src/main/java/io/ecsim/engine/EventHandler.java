package io.ecsim.engine;

/** What happens when an event is due. The subject is a row of the owner's, the generation tells its uses apart. */
@FunctionalInterface
public interface EventHandler {

    /** Handles an event that is due now. */
    void handle(int subject, int generation);

    /** Returns whether the event still means anything; one that does not is dropped unseen. */
    default boolean isLive(int subject, int generation) {
        return true;
    }
}
