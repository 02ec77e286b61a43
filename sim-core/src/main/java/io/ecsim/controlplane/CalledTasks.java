package io.ecsim.controlplane;

import io.ecsim.engine.SimClock;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import java.util.Optional;

/** What is known of a called task by its ordinal alone: who started it and how long each attempt runs. */
final class CalledTasks {

    /** Longer than any run; far from an overflow of the clock. */
    private static final double LONGEST_MICROS = 1L << 60;

    private final TaskCallPlan plan;
    private final KeyedStream runs;

    CalledTasks(TaskCallPlan plan, Streams streams) {
        this.plan = plan;
        this.runs = streams.keyed("call/runs");
    }

    TaskCall call(long ordinal) {
        int source = TaskOrdinals.source(ordinal);
        return TaskOrdinals.isScheduled(ordinal)
                ? plan.scheduled().get(source).call()
                : plan.timed().get(source).call();
    }

    /** Returns the run time of an attempt in microseconds; the draw belongs to (task, attempt). */
    long runMicros(long ordinal, int attempt) {
        Optional<Law> law = call(ordinal).runSeconds();
        if (law.isEmpty()) {
            return ArrivalCursor.ENDLESS;
        }
        double seconds = law.get().sample(runs.at(ordinal, attempt));
        return (long) Math.min(LONGEST_MICROS, Math.rint(seconds * SimClock.MICROS_PER_SECOND));
    }
}
