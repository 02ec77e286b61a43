package io.ecsim.schedulers.source;

/** A file does not give the strategy that it should; one line a fault, with the file's name. */
public final class StrategyFileException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    StrategyFileException(String message) {
        super(message);
    }
}
