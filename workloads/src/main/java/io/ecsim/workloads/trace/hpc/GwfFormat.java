package io.ecsim.workloads.trace.hpc;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.NamedCells;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceLines;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceTally;
import io.ecsim.workloads.trace.precedence.JobFormat;
import io.ecsim.workloads.trace.precedence.JobLine;
import io.ecsim.workloads.trace.precedence.JobLines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Workflows of the Grid Workload Format with a heading line: a workflow is a job, its jobs are tasks that wait for those
 * named under {@code Dependencies}. A workflow arrives with the earliest {@code SubmitTime} of its jobs. Files go by
 * workflow, not by time, so they are sorted.
 *
 * @param file the trace
 * @param machines what a processor is, and how many a task takes
 * @param memoryMiB law of the memory of a task in MiB, which the format lacks
 */
public record GwfFormat(TraceFile file, Machines machines, Law memoryMiB) implements JobFormat {

    /** Where archives of this format are. */
    public static final String PUBLISHED_AT = "http://gwa.ewi.tudelft.nl (Grid Workloads Archive)";

    /** What is noted of jobs too short for the trace's clock. */
    public static final String WITHIN_A_SECOND = "jobs have run time 0, less than the trace's second, and take 1 s";

    private static final List<String> COLUMNS =
            List.of("WorkflowID", "JobID", "SubmitTime", "RunTime", "NProcs", "ReqNProcs", "Dependencies");
    private static final int WORKFLOW = 0;
    private static final int JOB = 1;
    private static final int SUBMIT = 2;
    private static final int RUN = 3;
    private static final int PROCESSORS = 4;
    private static final int REQUESTED = 5;
    private static final int PARENTS = 6;
    private static final double MICROS = 1e6;
    private static final long SECOND = 1_000_000;

    @Override
    public String units() {
        return "arrival: the earliest SubmitTime of a workflow (s), for the others when all Dependencies are done; run:"
                + " RunTime (s); CPU: NProcs, else ReqNProcs, x " + machines.cpuUnitsEach() + " units, at most "
                + machines.mostPerTask() + " processors a task; memory: " + memoryMiB.describe() + " a task";
    }

    @Override
    public List<TaskDefinition> definitions() {
        return List.of(TaskDefinition.of("gwf-job", machines.cpuUnitsEach(), 512));
    }

    @Override
    public boolean sortsAlways() {
        return true;
    }

    @Override
    public JobLines lines(Streams streams, TraceTally tally) {
        return new Reader(streams.keyed("trace/memory"), tally);
    }

    private final class Reader implements JobLines {

        private final TraceLines lines = file.open();
        private final NamedCells cells = new NamedCells(file.name(), COLUMNS);
        private final KeyedStream stream;
        private final TraceTally tally;

        Reader(KeyedStream stream, TraceTally tally) {
            this.stream = stream;
            this.tally = tally;
        }

        @Override
        public @Nullable JobLine next() {
            for (String text = lines.next(); text != null; text = lines.next()) {
                try {
                    JobLine line = text.startsWith("#") ? null : parse(text, lines.line());
                    if (line != null) {
                        return line;
                    }
                } catch (DamagedLineException damage) {
                    tally.damaged(String.valueOf(damage.getMessage()));
                }
            }
            return null;
        }

        private @Nullable JobLine parse(String text, long line) throws DamagedLineException {
            if (!cells.isRow(text, line, tally)) {
                return null;
            }
            long arrival = cells.micros(SUBMIT, MICROS);
            double run = cells.number(RUN);
            int processorsAt = cells.number(PROCESSORS) > 0 ? PROCESSORS : REQUESTED;
            double processors = cells.number(processorsAt);
            if (run < 0) {
                tally.drop("run time unknown");
                return null;
            }
            if (processors <= 0) {
                tally.drop("no processors");
                return null;
            }
            if (processors != Math.rint(processors) || processors > Integer.MAX_VALUE) {
                throw cells.found(processorsAt, "a whole number");
            }
            if (run == 0) {
                tally.note(WITHIN_A_SECOND); // dropping it would let those who wait for it begin too early
            }
            TraceRow row = new TraceRow(
                    line,
                    arrival,
                    run == 0 ? SECOND : Math.max(1, cells.micros(RUN, MICROS)),
                    machines.cpuUnits(processors),
                    Memory.drawn(memoryMiB, stream.at(line, 0)),
                    0,
                    machines.tasks(processors),
                    0,
                    false);
            return new JobLine(cells.text(WORKFLOW), row, identity(cells.text(JOB), JOB), dependencies());
        }

        private List<Long> dependencies() throws DamagedLineException {
            List<Long> parents = new ArrayList<>();
            String text = cells.text(PARENTS);
            if (!text.isEmpty() && !text.equals("-1")) {
                for (String parent : text.split("\\s+")) {
                    parents.add(identity(parent, PARENTS));
                }
            }
            return parents;
        }

        private long identity(String text, int column) throws DamagedLineException {
            if (!text.matches("\\d{1,18}")) {
                throw cells.found(column, "whole numbers of at least 0");
            }
            return Long.parseLong(text);
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
