package io.ecsim.spark;

import io.ecsim.experiments.executor.ExecutorException;
import io.ecsim.experiments.journal.RunResultCodec;
import io.ecsim.observe.RunResult;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.DocumentException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What comes back of a run: its result as the journal keeps it, or the failure that it ended with. */
final class RunAnswer implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final RunResultCodec CODEC = new RunResultCodec();

    private final byte[] result;
    private final @Nullable RuntimeException failure;

    private RunAnswer(byte[] result, @Nullable RuntimeException failure) {
        this.result = result;
        this.failure = failure;
    }

    static RunAnswer of(byte[] result) {
        return new RunAnswer(result, null);
    }

    /** Failures of the input are handed on as they are; others may hold what cannot travel. */
    static RunAnswer of(Exception failure) {
        boolean travels = failure instanceof WorkloadException
                || failure instanceof DocumentException
                || failure instanceof ExecutorException;
        return new RunAnswer(
                new byte[0],
                travels ? (RuntimeException) failure : new IllegalStateException("a run failed: " + failure));
    }

    /** Returns the result, or throws what the run threw. */
    RunResult result() {
        if (failure != null) {
            throw failure;
        }
        try {
            return CODEC.decode(result);
        } catch (IOException damaged) {
            throw new UncheckedIOException("a result that came back cannot be read", damaged);
        }
    }
}
