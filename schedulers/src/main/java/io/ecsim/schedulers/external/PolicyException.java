package io.ecsim.schedulers.external;

/** An external policy could not be started, died, was too slow or broke the protocol: its run is invalid. One line. */
public final class PolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PolicyException(String message) {
        super(message);
    }
}
