package io.ecsim.workloads.trace.alibaba;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.workloads.trace.Cells;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceLines;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceTally;
import io.ecsim.workloads.trace.precedence.JobFormat;
import io.ecsim.workloads.trace.precedence.JobLine;
import io.ecsim.workloads.trace.precedence.JobLines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batch jobs of the Alibaba cluster trace v2018, {@code batch_task.csv}: one line a task of equal instances, whose name
 * says for which tasks of its job it waits. The file has no heading line.
 *
 * @param file the trace
 * @param largestMemoryMiB memory of the largest machine, for the trace's 100; at least 1
 */
public record Alibaba2018JobsFormat(TraceFile file, int largestMemoryMiB) implements JobFormat {

    /** Where this trace is. */
    public static final String PUBLISHED_AT = "https://github.com/alibaba/clusterdata (cluster-trace-v2018)";

    /** What is noted of tasks too short for the trace's clock. */
    public static final String WITHIN_A_SECOND = "lines end in the second in which they begin and take 1 s";

    private static final int FIELDS = 9;
    private static final double MICROS = 1e6;
    private static final long SECOND = 1_000_000;
    private static final long SPAN_MICROS = 8 * 86_400 * SECOND;

    public Alibaba2018JobsFormat {
        if (largestMemoryMiB < 1) {
            throw new IllegalArgumentException("largestMemoryMiB must be at least 1, was " + largestMemoryMiB);
        }
    }

    @Override
    public String units() {
        return "arrival: the earliest start_time of a job's tasks (s), for the others when all instances of all parents"
                + " (task_name) are done; run: end_time - start_time (s); CPU: plan_cpu (hundredths of a core, x 10.24"
                + " units, rounded up); memory: plan_mem (100 is " + largestMemoryMiB + " MiB, rounded up);"
                + " tasks: instance_num";
    }

    @Override
    public List<TaskDefinition> definitions() {
        return List.of(TaskDefinition.of("alibaba-2018-task", 1024, 512));
    }

    @Override
    public boolean sortsAlways() {
        return false;
    }

    @Override
    public JobLines lines(Streams streams, TraceTally tally) {
        return new Reader(file, tally);
    }

    private final class Reader implements JobLines {

        private final TraceLines lines;
        private final Cells cells;
        private final TraceTally tally;

        Reader(TraceFile file, TraceTally tally) {
            this.lines = file.open();
            this.cells = new Cells(file.name());
            this.tally = tally;
        }

        @Override
        public @Nullable JobLine next() {
            for (String text = lines.next(); text != null; text = lines.next()) {
                try {
                    JobLine line = text.isBlank() ? null : parse(text, lines.line());
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
            tally.row();
            cells.splitAt(',', text, line);
            cells.requireSize(FIELDS);
            if (cells.text(2).isEmpty()) {
                throw cells.found(2, "job_name", "the name of a job");
            }
            int count = cells.text(1).isEmpty() ? 0 : cells.amount(1, "instance_num", 1);
            if (count == 0) {
                tally.drop("no instances");
                return null;
            }
            long start = timeOrZero(5, "start_time");
            if (start == 0) {
                tally.drop("start not within the trace");
                return null;
            }
            long end = timeOrZero(6, "end_time");
            boolean stillRan = end == 0 && cells.text(4).equals("Running");
            if (end == 0 && !stillRan) {
                tally.drop("end unknown");
                return null;
            }
            long run = (stillRan ? Math.max(SPAN_MICROS, start + SECOND) : end) - start;
            if (run < 0) {
                tally.drop("ends before it begins");
                return null;
            }
            if (unknown(7, "plan_cpu", Double.MAX_VALUE) || unknown(8, "plan_mem", 100)) {
                tally.drop("plan_cpu or plan_mem unknown");
                return null;
            }
            if (run == 0) {
                tally.note(WITHIN_A_SECOND);
            }
            TraceRow row = new TraceRow(
                    line,
                    start,
                    Math.max(run, SECOND),
                    cells.amount(7, "plan_cpu", 10.24),
                    Math.max(1, cells.amount(8, "plan_mem", largestMemoryMiB / 100.0)),
                    0,
                    count,
                    0,
                    stillRan);
            TaskName2018 name = TaskName2018.of(cells.text(0));
            return new JobLine(cells.text(2), row, name.number(), name.parents());
        }

        /** An empty time and 0 both stand for one before or after the trace. */
        private long timeOrZero(int index, String field) throws DamagedLineException {
            return cells.text(index).isEmpty() ? 0 : cells.micros(index, field, MICROS);
        }

        /** Amounts that the publisher could not give are empty, -1 or 101. */
        private boolean unknown(int index, String field, double largest) throws DamagedLineException {
            if (cells.text(index).isEmpty()) {
                return true;
            }
            double amount = cells.number(index, field);
            return amount < 0 || amount > largest;
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
