package io.ecsim.workloads.trace.google;

import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.workloads.trace.MachineUnit;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.TraceRows;
import io.ecsim.workloads.trace.TraceTally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The task events of Google's cluster trace of May 2011 (clusterdata-2011-2; Reiss, Wilkes and Hellerstein, "Google
 * cluster-usage traces: format + schema"). Each submission of a task is a task here, so that one that was evicted and
 * submitted again loads the cluster when it did in the trace. It arrives when submitted and runs for as long as it ran
 * from SCHEDULE to its end.
 */
public final class GoogleTasksFormat implements TraceFormat {

    /** Where this trace is. */
    public static final String PUBLISHED_AT =
            "https://github.com/google/cluster-data (ClusterData2011_2, task_events/part-*.csv.gz)";

    /** What is counted of tasks that were there before the trace begins. */
    public static final String THERE_BEFORE = "submitted before the trace begins (time 0)";

    /** Attempts that take longer are known from the survey; the others wait in memory, six hours of submissions. */
    private static final long LOOK_AHEAD_MICROS = 6 * 3_600_000_000L;

    private static final int SCHEDULING_CLASSES = 4;

    private final List<TraceFile> files;
    private final MachineUnit unit;
    private final long lookAheadMicros;
    private final TaskSurvey survey;
    private final List<String> apartJobs;

    private GoogleTasksFormat(List<TraceFile> files, MachineUnit unit, long lookAheadMicros) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("task events need a file");
        }
        this.files = List.copyOf(files);
        this.unit = unit;
        this.lookAheadMicros = lookAheadMicros;
        this.survey = TaskSurvey.of(files, unit, lookAheadMicros);
        this.apartJobs = List.copyOf(survey.apartJobs());
    }

    /**
     * Reads the part files once to learn which jobs keep their tasks apart and how long the long tasks run.
     *
     * @param files the part files, in order of time
     * @param unit what requests of 1.0, the largest machine, stand for
     * @throws io.ecsim.workload.WorkloadException if a file is missing or cannot be read
     */
    public static GoogleTasksFormat of(List<TraceFile> files, MachineUnit unit) {
        return new GoogleTasksFormat(files, unit, LOOK_AHEAD_MICROS);
    }

    static GoogleTasksFormat of(List<TraceFile> files, MachineUnit unit, long lookAheadMicros) {
        return new GoogleTasksFormat(files, unit, lookAheadMicros);
    }

    @Override
    public TraceFile file() {
        return files.get(0);
    }

    List<TraceFile> files() {
        return files;
    }

    MachineUnit unit() {
        return unit;
    }

    long lookAheadMicros() {
        return lookAheadMicros;
    }

    TaskSurvey survey() {
        return survey;
    }

    @Override
    public String units() {
        return "arrival: SUBMIT (us); run: SCHEDULE to EVICT, FAIL, FINISH, KILL or LOST (us), each submission a task;"
                + " CPU and memory: requests before the start (" + unit.describe() + "); priority: 0 to 12; group:"
                + " scheduling class, or the job when its tasks must be on different machines";
    }

    @Override
    public List<TaskDefinition> definitions() {
        List<TaskDefinition> definitions = new ArrayList<>();
        for (int i = 0; i < SCHEDULING_CLASSES; i++) {
            definitions.add(TaskDefinition.of("google-class-" + i, 1024, 512));
        }
        for (String job : apartJobs) {
            definitions.add(TaskDefinition.of("google-job-" + job.replaceAll("[^A-Za-z0-9_-]", "-"), 1024, 512));
        }
        return definitions;
    }

    @Override
    public List<PlacementConstraint> requestConstraints(int definition) {
        return definition < SCHEDULING_CLASSES ? List.of() : List.of(new PlacementConstraint.DistinctInstance());
    }

    int definitionOf(String job, int schedulingClass) {
        int apart = Collections.binarySearch(apartJobs, job);
        return apart < 0 ? schedulingClass : SCHEDULING_CLASSES + apart;
    }

    @Override
    public boolean sortsAlways() {
        return false;
    }

    @Override
    public TraceRows rows(Streams streams, TraceTally tally) {
        return new AttemptRows(this, tally);
    }
}
