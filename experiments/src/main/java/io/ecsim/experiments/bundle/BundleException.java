package io.ecsim.experiments.bundle;

/** A bundle that cannot be made or used. The message is one line for the user. */
public final class BundleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception of what the user should know. */
    public BundleException(String message) {
        super(message);
    }

    BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
