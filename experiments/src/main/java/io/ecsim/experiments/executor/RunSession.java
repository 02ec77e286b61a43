package io.ecsim.experiments.executor;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.scenario.ScenarioSource;

/** An executor at work, for one or several experiments one after another or side by side. Safe for threads. */
public interface RunSession extends AutoCloseable {

    /** Returns how many runs it does at a time, at least 1, as far as it can tell. */
    int cores();

    /** Returns how many runs it wants to be asked for at a time so that it never waits, at least as many. */
    int parallelRuns();

    /**
     * Returns what does the runs of an experiment. Each call waits for its run; an interrupt ends the wait.
     *
     * @param experiment as it was read from the source, with any of its variants and strategies, another seed, other
     *     replications and other options
     * @param source where it was read from
     * @throws ExecutorException if the experiment cannot be done here
     */
    RunFunction runs(Experiment experiment, ScenarioSource source);

    /** Ends it; runs under way are given up. */
    @Override
    void close();
}
