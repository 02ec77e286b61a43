package io.ecsim.workloads.trace;

import io.ecsim.workload.WorkloadException;
import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of a trace with their numbers. */
public final class TraceLines implements AutoCloseable {

    private final String file;
    private final BufferedReader reader;
    private long line;

    TraceLines(String file, BufferedReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /** Returns the next line, or null at the end. */
    @Nullable
    public String next() {
        try {
            String text = reader.readLine();
            if (text != null) {
                line++;
            }
            return text;
        } catch (IOException broken) {
            throw new WorkloadException(file + ":" + (line + 1) + ": the compressed data ends early or is damaged");
        }
    }

    /** Returns the name that messages use. */
    public String file() {
        return file;
    }

    /** Returns the number of the line that {@link #next()} returned last, from 1. */
    public long line() {
        return line;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException ignored) {
            // Nothing was written, so nothing is lost.
        }
    }
}
