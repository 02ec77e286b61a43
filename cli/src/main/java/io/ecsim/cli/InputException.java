package io.ecsim.cli;

/** An argument that cannot be used. The message is one line for the user. */
final class InputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InputException(String message) {
        super(message);
    }
}
