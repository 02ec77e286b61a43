package io.ecsim.workloads.trace.precedence;

import org.jspecify.annotations.Nullable;

/** Reads the usable lines of a trace of jobs forward. */
public interface JobLines extends AutoCloseable {

    /** Returns the next usable line, or null at the end. */
    @Nullable
    JobLine next();

    @Override
    void close();
}
