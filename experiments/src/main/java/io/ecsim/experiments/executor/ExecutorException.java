package io.ecsim.experiments.executor;

/** An executor that is not there, cannot be reached or cannot do an experiment. The message is for the user. */
public final class ExecutorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception of what the user should know. */
    public ExecutorException(String message) {
        super(message);
    }

    /** Makes an exception of what the user should know and what made it so. */
    public ExecutorException(String message, Throwable cause) {
        super(message, cause);
    }
}
