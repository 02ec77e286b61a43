package io.ecsim.workloads.trace.hpc;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.workloads.trace.Cells;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.LineRows;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.TraceLines;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceRows;
import io.ecsim.workloads.trace.TraceTally;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Standard Workload Format of the Parallel Workloads Archive (Feitelson): 18 blank-separated fields, {@code ;} for
 * comments, -1 for unknown. Arrival is the submit time (field 2), run time field 4, processors field 5 or else 8. A job
 * of n processors becomes as few equal tasks as {@code processorsPerTask} allows, all arriving together.
 *
 * @param file the trace
 * @param cpuUnitsPerProcessor at least 1
 * @param processorsPerTask most processors of one task, at least 1
 * @param memoryMiB law of the memory of a task in MiB; empty takes what the trace says a processor asked for (field 10,
 *     or else used, field 7)
 */
public record SwfFormat(TraceFile file, int cpuUnitsPerProcessor, int processorsPerTask, Optional<Law> memoryMiB)
        implements TraceFormat {

    /** Where archives of this format are. */
    public static final String PUBLISHED_AT =
            "https://www.cs.huji.ac.il/labs/parallel/workload/ (Parallel Workloads Archive)";

    private static final int FIELDS = 18;
    private static final double MICROS = 1e6;

    public SwfFormat {
        if (cpuUnitsPerProcessor < 1) {
            throw new IllegalArgumentException("cpuUnitsPerProcessor must be at least 1, was " + cpuUnitsPerProcessor);
        }
        if (processorsPerTask < 1 || (long) processorsPerTask * cpuUnitsPerProcessor > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("processorsPerTask must be 1 to "
                    + Integer.MAX_VALUE / cpuUnitsPerProcessor + ", was " + processorsPerTask);
        }
    }

    @Override
    public String units() {
        return "arrival: submit time (field 2, s); run: run time (field 4, s); CPU: processors (field 5, else 8) x "
                + cpuUnitsPerProcessor + " units, at most " + processorsPerTask + " processors a task; memory: "
                + memoryMiB.map(law -> law.describe() + " a task").orElse("field 10, else 7 (KB a processor)");
    }

    @Override
    public List<TaskDefinition> definitions() {
        return List.of(TaskDefinition.of("swf-job", cpuUnitsPerProcessor, 512));
    }

    @Override
    public boolean sortsAlways() {
        return false;
    }

    @Override
    public TraceRows rows(Streams streams, TraceTally tally) {
        TraceLines lines = file.open();
        return new LineRows(lines, tally, new Parser(streams.keyed("trace/memory"), tally));
    }

    private final class Parser implements LineRows.Parser {

        private final Cells cells = new Cells(file.name());
        private final KeyedStream stream;
        private final TraceTally tally;

        Parser(KeyedStream stream, TraceTally tally) {
            this.stream = stream;
            this.tally = tally;
        }

        @Override
        public @Nullable TraceRow parse(String text, long line) throws DamagedLineException {
            cells.splitAtBlanks(text, line);
            if (cells.size() == 0 || cells.text(0).startsWith(";")) {
                return null;
            }
            tally.row();
            cells.requireSize(FIELDS);
            long arrival = cells.micros(1, "submit time", MICROS);
            double run = cells.number(3, "run time");
            double allocated = cells.number(4, "processors allocated");
            double processors = allocated > 0 ? allocated : cells.number(7, "processors requested");
            if (run <= 0) {
                tally.drop(run == -1 ? "run time unknown" : "run time not above 0");
                return null;
            }
            if (processors <= 0) {
                tally.drop("no processors");
                return null;
            }
            if (processors != Math.rint(processors) || processors > Integer.MAX_VALUE) {
                throw cells.found(allocated > 0 ? 4 : 7, "processors", "a whole number");
            }
            int count = (int) StrictMath.ceil(processors / processorsPerTask);
            int each = (int) StrictMath.ceil(processors / count);
            long runMicros = cells.micros(3, "run time", MICROS);
            return new TraceRow(
                    line, arrival, runMicros, each * cpuUnitsPerProcessor, memory(each, line), 0, count, 0, false);
        }

        private int memory(int processors, long line) throws DamagedLineException {
            if (memoryMiB.isPresent()) {
                return Memory.drawn(memoryMiB.get(), stream.at(line, 0));
            }
            int field = cells.number(9, "memory requested") > 0 ? 9 : 6;
            if (cells.number(field, "memory used") <= 0) {
                throw cells.found(9, "memory requested", "kilobytes above 0, or a memory law in the scenario");
            }
            return Math.max(1, cells.amount(field, "memory", processors / 1024.0));
        }
    }
}
