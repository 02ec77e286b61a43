package io.ecsim.schedulers;

/** A strategy chain that cannot be read; the message is one line: what was found and what is allowed. */
public final class StrategySyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String text;
    private final int position;

    StrategySyntaxException(String message, String text, int position) {
        super(message);
        this.text = text;
        this.position = position;
    }

    /** Returns the text that was read. */
    public String text() {
        return text;
    }

    /** Returns where the faulty entry begins in the text, from 0. */
    public int position() {
        return position;
    }
}
