package io.ecsim.workloads.trace;

import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import java.util.ArrayList;
import java.util.List;

/** What a trace delivers, one line of text a task, for tests to compare. */
public final class Delivered {

    private Delivered() {}

    /** Returns time, definition, CPU/memory/GPUs, run time and priority of each task. */
    public static List<String> by(TraceWorkload trace) {
        List<String> tasks = new ArrayList<>();
        try (ArrivalCursor cursor = trace.open(new Streams(1, 0))) {
            while (cursor.advance()) {
                String run = cursor.runMicros() == ArrivalCursor.ENDLESS ? "endless" : cursor.runMicros() + "us";
                tasks.add(cursor.timeMicros() + "us " + cursor.definition() + " " + cursor.cpuUnits() + "/"
                        + cursor.memoryMiB() + "/" + cursor.gpus() + " " + run + " p" + cursor.priority());
            }
        }
        return tasks;
    }

    /** Returns all that a format delivers. */
    public static List<String> by(TraceFormat format) {
        return by(new TraceWorkload(format, TraceOptions.WHOLE, 0));
    }

    /** Returns the summary of a format's whole trace. */
    public static TraceSummary summary(TraceFormat format) {
        return new TraceWorkload(format, TraceOptions.WHOLE, 0).summary(new Streams(1, 0));
    }
}
