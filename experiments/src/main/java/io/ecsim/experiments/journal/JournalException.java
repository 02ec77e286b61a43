package io.ecsim.experiments.journal;

/** Finished runs that cannot be kept. The message is one line for the user. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
