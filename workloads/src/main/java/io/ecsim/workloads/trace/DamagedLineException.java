package io.ecsim.workloads.trace;

/** A line that cannot be used; caught where the rows are read, so that lenient reading can go on. */
public final class DamagedLineException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Makes the fault; the message is one line with file, line, field, found and expected. */
    public DamagedLineException(String message) {
        super(message, null, false, false); // an ordinary outcome in lenient reading: no stack trace
    }
}
