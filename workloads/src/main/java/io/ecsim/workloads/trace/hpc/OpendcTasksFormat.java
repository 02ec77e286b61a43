package io.ecsim.workloads.trace.hpc;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.LineRows;
import io.ecsim.workloads.trace.ListedRows;
import io.ecsim.workloads.trace.NamedCells;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceRows;
import io.ecsim.workloads.trace.TraceTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of an OpenDC trace as CSV: jobs of the SURF Lisa cluster, virtual machines of Bitbrains. Times are those of a
 * calendar, so the earliest submission is time 0 of the trace's clock. The rows are held in memory.
 *
 * @param file the trace
 * @param memoryUnitMiB MiB of one unit of {@code mem_capacity}, above 0, which the format does not state
 * @param memoryMiB law of a task's memory, used in place of the column where present
 */
public record OpendcTasksFormat(TraceFile file, double memoryUnitMiB, Optional<Law> memoryMiB) implements TraceFormat {

    /** Where such traces are. */
    public static final String PUBLISHED_AT = "https://github.com/atlarge-research/opendc (as Parquet; tasks as CSV)";

    private static final List<String> COLUMNS = List.of("submission_time", "duration", "cpu_count", "mem_capacity");
    private static final int SUBMISSION = 0;
    private static final int DURATION = 1;
    private static final int CPUS = 2;
    private static final int MEMORY = 3;
    private static final double MICROS = 1e3;

    public OpendcTasksFormat {
        if (!(memoryUnitMiB > 0) || !Double.isFinite(memoryUnitMiB)) {
            throw new IllegalArgumentException("memoryUnitMiB must be above 0, was " + memoryUnitMiB);
        }
    }

    @Override
    public String units() {
        return "arrival: submission_time (ms, from the earliest on); run: duration (ms); CPU: cpu_count (x 1024 units);"
                + " memory: "
                + memoryMiB.map(Law::describe).orElse("mem_capacity (x " + memoryUnitMiB + " MiB, rounded up)");
    }

    @Override
    public List<TaskDefinition> definitions() {
        return List.of(TaskDefinition.of("opendc-task", 1024, 512));
    }

    @Override
    public boolean sortsAlways() {
        return true;
    }

    @Override
    public TraceRows rows(Streams streams, TraceTally tally) {
        List<TraceRow> rows = new ArrayList<>();
        long origin = Long.MAX_VALUE;
        Parser parser = new Parser(streams.keyed("trace/memory"), tally);
        try (LineRows lines = new LineRows(file.open(), tally, parser)) {
            for (TraceRow row = lines.next(); row != null; row = lines.next()) {
                rows.add(row);
                origin = Math.min(origin, row.arrivalMicros());
            }
        }
        long first = origin;
        rows.replaceAll(row -> row.arrivingAt(row.arrivalMicros() - first));
        return new ListedRows(rows);
    }

    private final class Parser implements LineRows.Parser {

        private final NamedCells cells = new NamedCells(file.name(), COLUMNS);
        private final KeyedStream stream;
        private final TraceTally tally;

        Parser(KeyedStream stream, TraceTally tally) {
            this.stream = stream;
            this.tally = tally;
        }

        @Override
        public @Nullable TraceRow parse(String text, long line) throws DamagedLineException {
            if (!cells.isRow(text, line, tally)) {
                return null;
            }
            long arrival = cells.micros(SUBMISSION, MICROS);
            long run = cells.micros(DURATION, MICROS);
            if (run == 0) {
                tally.drop("duration not above 0");
                return null;
            }
            int memory = memoryMiB.isPresent()
                    ? Memory.drawn(memoryMiB.get(), stream.at(line, 0))
                    : Math.max(1, cells.amount(MEMORY, memoryUnitMiB));
            return new TraceRow(line, arrival, run, cells.amount(CPUS, 1024), memory, 0, 1, 0, false);
        }
    }
}
