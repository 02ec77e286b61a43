package io.ecsim.workloads.trace;

import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;

/** Delivers the tasks of a trace: cuts the window, moves its start to time 0, unfolds rows of several tasks. */
final class TraceCursor implements ArrivalCursor {

    private final TraceWorkload workload;
    private final TraceOptions options;
    private final TraceTally tally;
    private final TraceRows rows;
    private final String file;

    private int leftInRow;
    private boolean censoredRow;
    private long lastReadMicros = Long.MIN_VALUE;
    private long tasks;
    private long censoredAtStart;
    private long censoredAtEnd;
    private long firstArrivalMicros = -1;
    private long lastArrivalMicros = -1;
    private boolean ended;

    private long timeMicros;
    private int definition;
    private int cpuUnits;
    private int memoryMiB;
    private int gpus;
    private int gpuMilli;
    private long runMicros;
    private int priority;

    TraceCursor(TraceWorkload workload, Streams streams) {
        this.workload = workload;
        this.options = workload.options();
        this.tally = new TraceTally(options.lenient());
        this.file = workload.format().file().name();
        this.rows = workload.format().ordered(streams, tally, options.sort());
    }

    @Override
    public boolean advance() {
        if (ended || tasks >= options.limitTasks()) {
            return false;
        }
        if (leftInRow == 0 && !nextRow()) {
            ended = true;
            return false;
        }
        leftInRow--;
        tasks++;
        censoredAtEnd += censoredRow ? 1 : 0;
        return true;
    }

    private boolean nextRow() {
        for (TraceRow next = rows.next(); next != null; next = rows.next()) {
            if (next.arrivalMicros() < lastReadMicros) {
                tally.outOfOrder(file, next.line());
                continue;
            }
            lastReadMicros = next.arrivalMicros();
            if (next.arrivalMicros() >= options.toMicros()) {
                return false;
            }
            if (next.arrivalMicros() < options.fromMicros()) {
                tally.drop("arrived before the window");
                censoredAtStart += next.runsAt(options.fromMicros()) ? next.count() : 0;
                continue;
            }
            take(next);
            return true;
        }
        return false;
    }

    private void take(TraceRow next) {
        leftInRow = next.count();
        timeMicros = next.arrivalMicros() - options.fromMicros();
        definition = workload.firstDefinition() + next.definition();
        cpuUnits = next.cpuUnits();
        memoryMiB = next.memoryMiB();
        gpus = next.gpus();
        gpuMilli = next.gpuMilli();
        runMicros = next.runMicros();
        priority = next.priority();
        firstArrivalMicros = firstArrivalMicros < 0 ? next.arrivalMicros() : firstArrivalMicros;
        lastArrivalMicros = next.arrivalMicros();
        boolean cut = options.toMicros() != Long.MAX_VALUE && next.runsAt(options.toMicros());
        censoredRow = cut || next.censored();
    }

    TraceSummary summary() {
        return new TraceSummary(
                file,
                tally.rows(),
                tasks,
                tally.dropped(),
                tally.noted(),
                censoredAtStart,
                censoredAtEnd,
                firstArrivalMicros,
                lastArrivalMicros,
                workload.format().units());
    }

    @Override
    public long timeMicros() {
        return timeMicros;
    }

    @Override
    public int definition() {
        return definition;
    }

    @Override
    public int cpuUnits() {
        return cpuUnits;
    }

    @Override
    public int memoryMiB() {
        return memoryMiB;
    }

    @Override
    public int gpus() {
        return gpus;
    }

    @Override
    public int gpuMilli() {
        return gpuMilli;
    }

    @Override
    public long runMicros() {
        return runMicros;
    }

    @Override
    public int priority() {
        return priority;
    }

    @Override
    public void close() {
        rows.close();
    }
}
