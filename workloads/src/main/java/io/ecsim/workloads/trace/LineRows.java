package io.ecsim.workloads.trace;

import org.jspecify.annotations.Nullable;

/** Turns lines into rows one by one, so that a large trace is never in memory as a whole. */
public final class LineRows implements TraceRows {

    /** Reads one line. */
    @FunctionalInterface
    public interface Parser {
        /** Returns the row, or null when the line holds none or was dropped. */
        @Nullable
        TraceRow parse(String text, long line) throws DamagedLineException;
    }

    private final TraceLines lines;
    private final TraceTally tally;
    private final Parser parser;

    /** Makes the rows of lines; they are closed together. */
    public LineRows(TraceLines lines, TraceTally tally, Parser parser) {
        this.lines = lines;
        this.tally = tally;
        this.parser = parser;
    }

    @Override
    public @Nullable TraceRow next() {
        for (String text = lines.next(); text != null; text = lines.next()) {
            try {
                TraceRow row = parser.parse(text, lines.line());
                if (row != null) {
                    return row;
                }
            } catch (DamagedLineException damage) {
                tally.damaged(String.valueOf(damage.getMessage()));
            }
        }
        return null;
    }

    @Override
    public void close() {
        lines.close();
    }
}
