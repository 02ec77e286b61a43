package io.ecsim.workload;

/** An input that cannot be read or is damaged. The message is one line for the user: file, line, field, found, allowed. */
public final class WorkloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WorkloadException(String message) {
        super(message);
    }
}
