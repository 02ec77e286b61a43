package io.ecsim.workloads.trace.hpc;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.trace.ListedRows;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.TraceLines;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceRows;
import io.ecsim.workloads.trace.TraceTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Batsim workload: jobs that ask for machines and name a profile. A delay takes its time; computation takes the
 * operations of the busiest machine at a stated speed; communication and storage take none. A job ends at its walltime.
 *
 * @param file the JSON document, held in memory
 * @param machines what a machine is, and how many a task takes
 * @param flopsPerSecond speed of a machine, above 0; empty: computation is damage
 * @param memoryMiB law of the memory of a task in MiB, which the format lacks
 */
public record BatsimFormat(TraceFile file, Machines machines, Optional<Double> flopsPerSecond, Law memoryMiB)
        implements TraceFormat {

    /** Where workloads of this format are. */
    public static final String PUBLISHED_AT = "https://github.com/oar-team/batsim (workloads/)";

    /** What is noted of jobs that do not reach the end of their profile. */
    public static final String KILLED = "jobs reach their walltime and end there";

    private static final double LONGEST_SECONDS = 1e11;
    private static final double MICROS = 1e6;

    @Override
    public String units() {
        return "arrival: subtime (s); run: what the profile takes (s"
                + flopsPerSecond
                        .map(speed -> ", at " + speed + " operations a second and machine")
                        .orElse("")
                + "), at most walltime; CPU: res (machines) x " + machines.cpuUnitsEach() + " units, at most "
                + machines.mostPerTask() + " machines a task; memory: " + memoryMiB.describe() + " a task";
    }

    @Override
    public List<TaskDefinition> definitions() {
        return List.of(TaskDefinition.of("batsim-job", machines.cpuUnitsEach(), 512));
    }

    @Override
    public boolean sortsAlways() {
        return true;
    }

    @Override
    public TraceRows rows(Streams streams, TraceTally tally) {
        Faults faults = new Faults();
        Optional<Node> document = DocumentReader.parse(file.name(), text(), faults);
        Optional<Node> profiles = Optional.empty();
        List<Node> jobs = List.of();
        if (document.isPresent()) {
            Fields fields = document.get().asObject(faults);
            profiles = fields.required("profiles", "an object of profiles", Optional::of);
            jobs = fields.required("jobs", "a list of jobs", node -> node.asList(faults, Optional::of))
                    .orElse(List.of());
        }
        if (!faults.isEmpty() || profiles.isEmpty()) {
            throw new WorkloadException(faults.list().get(0).toString());
        }
        KeyedStream memory = streams.keyed("trace/memory");
        BatsimProfiles known = new BatsimProfiles(profiles.get(), flopsPerSecond);
        List<TraceRow> rows = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            tally.row();
            Faults ofJob = new Faults();
            TraceRow row = job(jobs.get(i), known, memory.at(i, 0), tally, ofJob);
            if (!ofJob.isEmpty()) {
                tally.damaged(ofJob.list().get(0).toString());
            } else if (row != null) {
                rows.add(row);
            }
        }
        return new ListedRows(rows);
    }

    /** Many jobs may stand on one line, so what is drawn belongs to the position among the jobs. */
    private @Nullable TraceRow job(
            Node node, BatsimProfiles profiles, RandomStream memory, TraceTally tally, Faults faults) {
        Fields job = node.asObject(faults);
        double submitted = job.required(
                        "subtime", "seconds of at least 0", each -> each.asNumber(faults, 0, LONGEST_SECONDS))
                .orElse(0.0);
        int wanted = job.required("res", "a number of machines", each -> each.asInteger(faults, 1, 1_000_000))
                .map(Long::intValue)
                .orElse(1);
        // -1 and absence both stand for no limit.
        double walltime = job.optional("walltime", each -> each.asNumber(faults, -1, LONGEST_SECONDS))
                .filter(limit -> limit >= 0)
                .orElse(Double.MAX_VALUE);
        double seconds = job.required(
                        "profile", "the name of a profile", each -> profiles.seconds(each, each.text(), wanted, faults))
                .orElse(0.0);
        if (!faults.isEmpty()) {
            return null;
        }
        if (seconds > walltime) {
            tally.note(KILLED);
        }
        long run = (long) Math.rint(Math.min(seconds, walltime) * MICROS);
        if (run <= 0) {
            tally.drop("run time not above 0");
            return null;
        }
        return new TraceRow(
                node.line(),
                (long) Math.rint(submitted * MICROS),
                run,
                machines.cpuUnits(wanted),
                Memory.drawn(memoryMiB, memory),
                0,
                machines.tasks(wanted),
                0,
                false);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        try (TraceLines lines = file.open()) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }
}
