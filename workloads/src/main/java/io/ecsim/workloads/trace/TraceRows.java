package io.ecsim.workloads.trace;

import org.jspecify.annotations.Nullable;

/** Reads the usable rows of a trace forward. */
public interface TraceRows extends AutoCloseable {

    /** Returns the next usable row, or null at the end. */
    @Nullable
    TraceRow next();

    @Override
    void close();
}
