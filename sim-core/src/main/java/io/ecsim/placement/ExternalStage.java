package io.ecsim.placement;

/** What a stage implements beside its own kind that holds something outside the run, such as a process that decides. */
public interface ExternalStage extends AutoCloseable {

    /** Ends it; called once, when the run is over or has failed. */
    @Override
    void close();
}
