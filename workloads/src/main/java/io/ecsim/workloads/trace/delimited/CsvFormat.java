package io.ecsim.workloads.trace.delimited;

import io.ecsim.model.TaskDefinition;
import io.ecsim.model.TaskPriority;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any delimited file with a heading line, by a mapping of columns. A value that the file lacks comes from a law, drawn by
 * line number, so that it does not depend on the order of reading. CPU, memory, GPUs and counts are rounded up.
 *
 * @param file the trace
 * @param delimiter such as a comma, a semicolon or a tab
 * @param arrival a column whose factor gives microseconds
 * @param run microseconds, or microseconds after the arrival when {@code runIsEnd}
 * @param runIsEnd whether the run column holds the end on the trace's clock
 * @param cpuUnits CPU units a task
 * @param memoryMiB MiB a task
 * @param gpus GPUs a task
 * @param count tasks a line
 * @param priority in the wait queue: a column of whole numbers within {@link TaskPriority}; 0 without
 */
public record CsvFormat(
        TraceFile file,
        char delimiter,
        Source arrival,
        Source run,
        boolean runIsEnd,
        Source cpuUnits,
        Source memoryMiB,
        Source gpus,
        Source count,
        Optional<Source> priority)
        implements TraceFormat {

    /**
     * Where a value comes from: a column times a factor, or a law.
     *
     * @param column the column's name, empty for a law
     * @param factor of the column, above 0
     * @param law the law when there is no column
     * @param unit how the column's unit is called, for the reader of a summary
     */
    public record Source(String column, double factor, Optional<Law> law, String unit) {

        public Source {
            if (column.isEmpty() == law.isEmpty()) {
                throw new IllegalArgumentException("a value comes either from a column or from a law");
            }
            if (!(factor > 0) || !Double.isFinite(factor)) {
                throw new IllegalArgumentException("factor must be above 0, was " + factor);
            }
        }

        /** Returns the source that reads a column and multiplies it. */
        public static Source column(String name, double factor, String unit) {
            return new Source(name, factor, Optional.empty(), unit);
        }

        /** Returns the source that draws from a law. */
        public static Source drawn(Law law) {
            return new Source("", 1, Optional.of(law), "");
        }

        String describe() {
            return law.map(Law::describe).orElseGet(() -> column + (unit.isEmpty() ? "" : " (" + unit + ")"));
        }
    }

    public CsvFormat {
        if (arrival.law().isPresent()) {
            throw new IllegalArgumentException("the arrival must come from a column");
        }
        if (runIsEnd && run.law().isPresent()) {
            throw new IllegalArgumentException("the end must come from a column");
        }
    }

    @Override
    public String units() {
        return "arrival: " + arrival.describe() + "; " + (runIsEnd ? "end: " : "run: ") + run.describe() + "; CPU: "
                + cpuUnits.describe() + "; memory: " + memoryMiB.describe() + "; GPUs: " + gpus.describe()
                + "; tasks a line: " + count.describe()
                + priority.map(column -> "; priority: " + column.describe()).orElse("");
    }

    @Override
    public List<TaskDefinition> definitions() {
        return List.of(TaskDefinition.of("csv-task", 1024, 512));
    }

    @Override
    public boolean sortsAlways() {
        return false;
    }

    @Override
    public TraceRows rows(Streams streams, TraceTally tally) {
        return new LineRows(file.open(), tally, new Parser(streams, tally));
    }

    private final class Parser implements LineRows.Parser {

        private final Cells cells = new Cells(file.name());
        private final TraceTally tally;
        private final Value arrivals;
        private final Value runs;
        private final Value cpus;
        private final Value memories;
        private final Value gpuCounts;
        private final Value counts;
        private final Optional<Value> priorities;
        private int columns;

        Parser(Streams streams, TraceTally tally) {
            this.tally = tally;
            arrivals = new Value("arrival", arrival, streams);
            runs = new Value(runIsEnd ? "end" : "run", run, streams);
            cpus = new Value("cpu", cpuUnits, streams);
            memories = new Value("memory", memoryMiB, streams);
            gpuCounts = new Value("gpus", gpus, streams);
            counts = new Value("count", count, streams);
            priorities = priority.map(source -> new Value("priority", source, streams));
        }

        @Override
        public @Nullable TraceRow parse(String text, long line) throws DamagedLineException {
            if (text.isBlank() || text.startsWith("#")) {
                return null;
            }
            if (columns == 0) {
                Headings.read(cells, text, line, delimiter);
                for (Value value : List.of(arrivals, runs, cpus, memories, gpuCounts, counts)) {
                    value.findColumn(cells);
                }
                priorities.ifPresent(value -> value.findColumn(cells));
                columns = cells.size();
                return null;
            }
            tally.row();
            cells.splitAt(delimiter, text, line);
            cells.requireSize(columns);
            long at = arrivals.micros(cells, line);
            long length = runs.micros(cells, line) - (runIsEnd ? at : 0);
            int tasks = counts.amount(cells, line);
            if (length <= 0) {
                tally.drop("run time not above 0");
                return null;
            }
            if (tasks == 0) {
                tally.drop("no tasks");
                return null;
            }
            return new TraceRow(
                    line,
                    at,
                    length,
                    cpus.amount(cells, line),
                    memories.amount(cells, line),
                    gpuCounts.amount(cells, line),
                    tasks,
                    0,
                    false,
                    priorities.isPresent() ? priorities.get().priority(cells) : 0);
        }
    }

    /** One value of each line. */
    private static final class Value {

        private final String field;
        private final Source source;
        private final KeyedStream stream;
        private final String name;
        private int column = -1;

        Value(String name, Source source, Streams streams) {
            this.name = name;
            this.source = source;
            this.field = source.column();
            this.stream = streams.keyed("trace/" + name);
        }

        void findColumn(Cells heading) {
            column = source.law().isPresent() ? -1 : Headings.require(heading, field);
        }

        long micros(Cells cells, long line) throws DamagedLineException {
            return column < 0
                    ? (long) Math.rint(Math.min(Cells.LARGEST_MICROS, drawn(line)))
                    : cells.micros(column, field, source.factor());
        }

        int amount(Cells cells, long line) throws DamagedLineException {
            if (column >= 0) {
                return cells.amount(column, field, source.factor());
            }
            double amount = Cells.roundUp(drawn(line));
            if (!(amount >= 0 && amount < Integer.MAX_VALUE)) {
                throw cells.damaged(name + ": drew " + amount + ", expected 0 to " + (Integer.MAX_VALUE - 1));
            }
            return (int) amount;
        }

        int priority(Cells cells) throws DamagedLineException {
            double value = cells.number(column, field) * source.factor();
            if (value < TaskPriority.LOWEST || value > TaskPriority.HIGHEST || value != Math.rint(value)) {
                throw cells.found(
                        column, field, "a whole number from " + TaskPriority.LOWEST + " to " + TaskPriority.HIGHEST);
            }
            return (int) value;
        }

        private double drawn(long line) {
            return source.law().orElseThrow().sample(stream.at(line, 0));
        }
    }
}
