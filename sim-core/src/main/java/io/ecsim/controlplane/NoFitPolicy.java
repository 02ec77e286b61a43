package io.ecsim.controlplane;

/** What happens to a task that fits on no instance. */
public sealed interface NoFitPolicy {

    /**
     * It waits.
     *
     * @param strictFifo true: nobody overtakes the head of the queue; false: later tasks that fit may pass
     */
    record Wait(boolean strictFifo) implements NoFitPolicy {}

    /** It fails at once, as RunTask does. */
    record Fail() implements NoFitPolicy {}

    /** It is tried again after a back-off, then fails. */
    record Retry(Backoff backoff) implements NoFitPolicy {}
}
