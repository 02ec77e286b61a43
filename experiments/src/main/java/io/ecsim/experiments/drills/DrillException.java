package io.ecsim.experiments.drills;

/** A drill that a scenario cannot have as it is asked for. The message is one line for the user. */
public final class DrillException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DrillException(String message) {
        super(message);
    }
}
