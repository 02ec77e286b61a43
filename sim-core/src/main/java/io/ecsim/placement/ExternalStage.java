package io.ecsim.placement;

/** What a stage implements beside its own kind that holds something outside the run, such as a process that decides. */
public interface ExternalStage extends AutoCloseable {

    /** Returns whether its decisions take simulated time: a task is then placed later than it is decided on. */
    boolean takesTime();

    /** Returns the simulated time that the last decision takes, in microseconds. */
    long lastDecisionMicros();

    /** Ends it; called once, when the run is over or has failed. */
    @Override
    void close();
}
