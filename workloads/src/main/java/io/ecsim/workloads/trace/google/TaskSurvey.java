package io.ecsim.workloads.trace.google;

import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workloads.trace.MachineUnit;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceTally;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What one reading of all task events tells before the reading that delivers tasks: which jobs keep their tasks apart, and
 * how long the attempts ran that take longer than the look-ahead.
 */
final class TaskSurvey implements Attempts.Listener {

    private final long lookAheadMicros;
    private final Long2LongOpenHashMap longRuns = new Long2LongOpenHashMap();
    private final TreeSet<String> apart = new TreeSet<>();
    private long nowMicros;

    private TaskSurvey(long lookAheadMicros) {
        this.lookAheadMicros = lookAheadMicros;
        longRuns.defaultReturnValue(ArrivalCursor.ENDLESS);
    }

    /** Reads all files; damaged lines are passed over, the reading that delivers tasks reports them. */
    static TaskSurvey of(List<TraceFile> files, MachineUnit unit, long lookAheadMicros) {
        TaskSurvey survey = new TaskSurvey(lookAheadMicros);
        TraceTally ignored = new TraceTally(true);
        Attempts attempts = new Attempts(ignored, survey);
        try (TaskEvents events = new TaskEvents(files, unit, ignored)) {
            while (events.next()) {
                survey.nowMicros = events.timeMicros();
                if (events.apart()) {
                    survey.apart.add(events.job());
                }
                attempts.take(events);
            }
        }
        return survey;
    }

    /** Returns the jobs whose tasks must not share a machine, in order of their ids as text. */
    List<String> apartJobs() {
        return new ArrayList<>(apart);
    }

    /** Returns the run time of an attempt that takes longer than the look-ahead; endless when the trace shows no end. */
    long runMicros(long ordinal) {
        return longRuns.get(ordinal);
    }

    @Override
    public void begun(Attempt attempt) {
        // Only how it ends is of interest.
    }

    @Override
    public void ended(Attempt attempt) {
        if (nowMicros - attempt.submitMicros > lookAheadMicros) {
            longRuns.put(attempt.ordinal, attempt.runMicros());
        }
    }
}
