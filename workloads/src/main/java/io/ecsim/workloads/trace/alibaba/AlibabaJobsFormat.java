package io.ecsim.workloads.trace.alibaba;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.workloads.trace.Cells;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.Headings;
import io.ecsim.workloads.trace.LineRows;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceRows;
import io.ecsim.workloads.trace.TraceTally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batch jobs of the Alibaba cluster trace (2017) in the form that CloudSimPy uses: one line a group of equal instances.
 * The published file is not in order of time, so it is sorted.
 *
 * @param file the trace
 * @param memoryScaleMiB MiB for the normalised memory 1.0, above 0
 */
public record AlibabaJobsFormat(TraceFile file, double memoryScaleMiB) implements TraceFormat {

    /** Where this trace is. */
    public static final String PUBLISHED_AT =
            "https://github.com/RobertLexis/CloudSimPy (playground/Non_DAG/jobs_files/jobs.csv)";

    private static final double MICROS = 1e6;

    public AlibabaJobsFormat {
        if (!(memoryScaleMiB > 0) || !Double.isFinite(memoryScaleMiB)) {
            throw new IllegalArgumentException("memoryScaleMiB must be above 0, was " + memoryScaleMiB);
        }
    }

    @Override
    public String units() {
        return "arrival: submit_time (s); run: duration (s, a mean over the instances); CPU: cpu (cores x 1024 units);"
                + " memory: memory (x " + memoryScaleMiB + " MiB, rounded up); tasks: instances_num";
    }

    @Override
    public List<TaskDefinition> definitions() {
        return List.of(TaskDefinition.of("alibaba-2017-job", 1024, 512));
    }

    @Override
    public boolean sortsAlways() {
        return true;
    }

    @Override
    public TraceRows rows(Streams streams, TraceTally tally) {
        return new LineRows(file.open(), tally, new Parser(tally));
    }

    private final class Parser implements LineRows.Parser {

        private final Cells cells = new Cells(file.name());
        private final TraceTally tally;
        private int columns;
        private int submit;
        private int duration;
        private int cpu;
        private int memory;
        private int instances;

        Parser(TraceTally tally) {
            this.tally = tally;
        }

        @Override
        public @Nullable TraceRow parse(String text, long line) throws DamagedLineException {
            if (text.isBlank()) {
                return null;
            }
            if (columns == 0) {
                Headings.read(cells, text, line, ',');
                submit = Headings.require(cells, "submit_time");
                duration = Headings.require(cells, "duration");
                cpu = Headings.require(cells, "cpu");
                memory = Headings.require(cells, "memory");
                instances = Headings.require(cells, "instances_num");
                columns = cells.size();
                return null;
            }
            tally.row();
            cells.splitAt(',', text, line);
            cells.requireSize(columns);
            long arrival = cells.micros(submit, "submit_time", MICROS);
            long run = cells.micros(duration, "duration", MICROS);
            int count = cells.amount(instances, "instances_num", 1);
            if (run == 0) {
                tally.drop("duration not above 0");
                return null;
            }
            if (count == 0) {
                tally.drop("no instances");
                return null;
            }
            int cpuUnits = cells.amount(cpu, "cpu", 1024);
            int memoryMiB = cells.amount(memory, "memory", memoryScaleMiB);
            return new TraceRow(line, arrival, run, cpuUnits, memoryMiB, 0, count, 0, false);
        }
    }
}
