package io.ecsim.workloads.trace.alibaba;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.LineRows;
import io.ecsim.workloads.trace.NamedCells;
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

    private static final List<String> COLUMNS = List.of("submit_time", "duration", "cpu", "memory", "instances_num");
    private static final int SUBMIT = 0;
    private static final int DURATION = 1;
    private static final int CPU = 2;
    private static final int MEMORY = 3;
    private static final int INSTANCES = 4;
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

        private final NamedCells cells = new NamedCells(file.name(), COLUMNS);
        private final TraceTally tally;

        Parser(TraceTally tally) {
            this.tally = tally;
        }

        @Override
        public @Nullable TraceRow parse(String text, long line) throws DamagedLineException {
            if (!cells.isRow(text, line, tally)) {
                return null;
            }
            long arrival = cells.micros(SUBMIT, MICROS);
            long run = cells.micros(DURATION, MICROS);
            int count = cells.amount(INSTANCES, 1);
            if (run == 0) {
                tally.drop("duration not above 0");
                return null;
            }
            if (count == 0) {
                tally.drop("no instances");
                return null;
            }
            int cpuUnits = cells.amount(CPU, 1024);
            int memoryMiB = cells.amount(MEMORY, memoryScaleMiB);
            return new TraceRow(line, arrival, run, cpuUnits, memoryMiB, 0, count, 0, false);
        }
    }
}
