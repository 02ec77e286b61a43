package io.ecsim.experiments.executor;

/**
 * A kind of place where the runs of experiments are done. The threads of this process are built in; others are found
 * by {@link java.util.ServiceLoader} when their jar is on the class path. Where a run is done changes nothing of what it
 * finds.
 */
public interface RunExecutor {

    /** Returns the name by which it is asked for, such as {@code spark}. */
    String name();

    /**
     * Makes ready to do runs.
     *
     * @throws ExecutorException if it cannot be had
     */
    RunSession start(ExecutorRequest request);
}
