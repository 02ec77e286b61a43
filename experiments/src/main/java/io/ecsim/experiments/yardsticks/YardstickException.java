package io.ecsim.experiments.yardsticks;

/** The yardsticks cannot be taken of a scenario. The message is one line for the user. */
public final class YardstickException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    YardstickException(String message) {
        super(message);
    }
}
