package io.ecsim.workloads.trace;

import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongPredicate;

/** Replays a trace on a cluster where every task starts when it arrives. */
public final class Replayed {

    /** A task that ran. */
    public record Run(long ordinal, long startMicros, long endMicros, int cpuUnits, int memoryMiB, int definition) {}

    private Replayed() {}

    /** Returns the tasks in the order in which they arrive; those whose ordinal is given up end at once, incomplete. */
    public static List<Run> of(TraceWorkload workload, LongPredicate givenUp) {
        List<Run> runs = new ArrayList<>();
        PriorityQueue<Run> running =
                new PriorityQueue<>(Comparator.comparingLong(Run::endMicros).thenComparingLong(Run::ordinal));
        try (ArrivalCursor cursor = workload.open(new Streams(1, 0))) {
            boolean pending = cursor.advance();
            while (pending || !running.isEmpty()) {
                Run next = running.peek();
                if (next != null && (!pending || next.endMicros() <= cursor.timeMicros())) {
                    running.remove();
                    boolean complete = !givenUp.test(next.ordinal());
                    pending |= cursor.hearsEnds() && cursor.ended(next.ordinal(), next.endMicros(), complete);
                } else {
                    long start = cursor.timeMicros();
                    long ordinal = cursor.ordinal(runs.size());
                    long end = givenUp.test(ordinal) ? start : start + cursor.runMicros();
                    Run run = new Run(ordinal, start, end, cursor.cpuUnits(), cursor.memoryMiB(), cursor.definition());
                    runs.add(run);
                    if (cursor.runMicros() != ArrivalCursor.ENDLESS) {
                        running.add(run);
                    }
                    pending = cursor.advance();
                }
            }
        }
        return runs;
    }

    /** Returns the tasks in the order in which they arrive; all end. */
    public static List<Run> of(TraceWorkload workload) {
        return of(workload, ordinal -> false);
    }
}
