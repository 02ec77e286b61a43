package io.ecsim.workloads.trace;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;
import java.util.List;

/**
 * A trace as a workload. Each run reads the file anew; nothing of it is kept between runs.
 *
 * @param format how lines become tasks
 * @param options which part, how strictly
 * @param firstDefinition index in the world's list at which this trace's definitions begin, at least 0
 */
public record TraceWorkload(TraceFormat format, TraceOptions options, int firstDefinition) implements Workload {

    public TraceWorkload {
        if (firstDefinition < 0) {
            throw new IllegalArgumentException("firstDefinition must be at least 0, was " + firstDefinition);
        }
    }

    /** Returns the definitions that the world's list must hold from {@link #firstDefinition()} on. */
    public List<TaskDefinition> definitions() {
        return format.definitions();
    }

    @Override
    public ArrivalCursor open(Streams streams) {
        return format.open(this, streams);
    }

    /**
     * Reads the whole trace once and returns what it holds.
     *
     * @throws io.ecsim.workload.WorkloadException if it is missing or damaged
     */
    public TraceSummary summary(Streams streams) {
        try (TraceCursor cursor = new TraceCursor(this, streams)) {
            boolean more = true;
            while (more) {
                more = cursor.advance();
            }
            return cursor.summary();
        }
    }
}
