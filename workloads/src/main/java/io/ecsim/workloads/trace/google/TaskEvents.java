package io.ecsim.workloads.trace.google;

import io.ecsim.workloads.trace.Cells;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.MachineUnit;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceLines;
import io.ecsim.workloads.trace.TraceTally;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Task events of the part files in order, one at a time. After {@link #next()} has returned true the other methods describe
 * the event. The published files have 13 columns and no heading; samples carry one, or end a line after the priority.
 */
final class TaskEvents implements AutoCloseable {

    /** Time of events after the end of the trace. */
    static final long AFTER_END = Long.MAX_VALUE;

    private static final int FIELDS = 13;
    private static final int FIELDS_NEEDED = 9;
    private static final int LAST_TYPE = 8;
    private static final int LAST_CLASS = 3;
    private static final int MOST_PRIORITY = 12;
    private static final double FROM_HERE_AFTER_END = 9.2e18;

    private final Iterator<TraceFile> files;
    private final MachineUnit unit;
    private final TraceTally tally;
    private @Nullable TraceLines lines;
    private Cells cells = new Cells("");
    private boolean headingAllowed;

    private long timeMicros;
    private String job = "";
    private String task = "";
    private int type;
    private int schedulingClass;
    private int priority;
    private int cpuUnits;
    private int memoryMiB;
    private boolean apart;

    TaskEvents(List<TraceFile> files, MachineUnit unit, TraceTally tally) {
        this.files = files.iterator();
        this.unit = unit;
        this.tally = tally;
    }

    /** Moves to the next event; false at the end of the last file. */
    boolean next() {
        do {
            TraceLines from = lines;
            String text = from == null ? null : from.next();
            while (from != null && text != null) {
                if (!text.isBlank() && !isHeading(text, from) && isRead(text, from.line())) {
                    return true;
                }
                text = from.next();
            }
        } while (openNext());
        return false;
    }

    private boolean isRead(String text, long line) {
        tally.row();
        try {
            read(text, line);
            return true;
        } catch (DamagedLineException damage) {
            tally.damaged(String.valueOf(damage.getMessage()));
            return false;
        }
    }

    private boolean openNext() {
        close();
        if (!files.hasNext()) {
            return false;
        }
        TraceFile file = files.next();
        lines = file.open();
        cells = new Cells(file.name());
        headingAllowed = true;
        return true;
    }

    /** Passes over a heading; one of a spreadsheet may go on over several lines inside quotes. */
    private boolean isHeading(String text, TraceLines from) {
        boolean first = headingAllowed;
        headingAllowed = false;
        if (!first || !text.replace("#", "").strip().toLowerCase(Locale.ROOT).startsWith("time")) {
            return false;
        }
        String part = text;
        boolean open = false;
        while (part != null) {
            open ^= part.chars().filter(c -> c == '"').count() % 2 == 1;
            part = open ? from.next() : null;
        }
        return true;
    }

    private void read(String text, long line) throws DamagedLineException {
        cells.splitAt(',', text, line);
        if (cells.size() < FIELDS_NEEDED || cells.size() > FIELDS) {
            throw cells.damaged("found " + cells.size() + " fields, expected " + FIELDS + ", or " + FIELDS_NEEDED
                    + " without requests");
        }
        boolean afterEnd = Cells.plainNumber(cells.text(0)) >= FROM_HERE_AFTER_END;
        long time = afterEnd ? AFTER_END : cells.micros(0, "time", 1);
        int read = number(5, "event type", LAST_TYPE);
        if (cells.text(2).isEmpty()) {
            throw cells.found(2, "job id", "a job id");
        }
        if (cells.text(3).isEmpty()) {
            throw cells.found(3, "task index", "a task index");
        }
        int ofClass = cells.text(7).isEmpty() ? 0 : number(7, "scheduling class", LAST_CLASS);
        int ofPriority = cells.text(8).isEmpty() ? 0 : number(8, "priority", MOST_PRIORITY);
        boolean asks =
                cells.size() > 10 && !cells.text(9).isEmpty() && !cells.text(10).isEmpty();
        int ofCpu = asks ? cells.amount(9, "CPU request", unit.cpuUnits()) : -1;
        int ofMemory = asks ? cells.amount(10, "RAM request", unit.memoryMiB()) : -1;
        boolean isApart =
                cells.size() > 12 && !cells.text(12).isEmpty() && number(12, "different-machine constraint", 1) == 1;
        if (time < timeMicros) {
            throw cells.found(0, "time", "one not before that of an earlier event: part files in order");
        }
        timeMicros = time;
        job = cells.text(2);
        task = job + "/" + cells.text(3);
        type = read;
        schedulingClass = ofClass;
        priority = ofPriority;
        cpuUnits = ofCpu;
        memoryMiB = ofMemory;
        apart = isApart;
        if (!cells.text(1).isEmpty()) {
            tally.note("event that was missing and put in by Google (missing info " + cells.text(1) + ")");
        }
    }

    private int number(int index, String field, int most) throws DamagedLineException {
        double number = cells.number(index, field);
        if (number != Math.rint(number) || number < 0 || number > most) {
            throw cells.found(index, field, "a whole number from 0 to " + most);
        }
        return (int) number;
    }

    /** Returns the time in microseconds, or {@link #AFTER_END}. */
    long timeMicros() {
        return timeMicros;
    }

    String job() {
        return job;
    }

    /** Returns job and index. */
    String task() {
        return task;
    }

    int type() {
        return type;
    }

    int schedulingClass() {
        return schedulingClass;
    }

    int priority() {
        return priority;
    }

    /** Returns the CPU units asked for; -1 when the event does not say what the task asks for. */
    int cpuUnits() {
        return cpuUnits;
    }

    int memoryMiB() {
        return memoryMiB;
    }

    /** Returns whether the task must not share a machine with another one of its job. */
    boolean apart() {
        return apart;
    }

    @Override
    public void close() {
        if (lines != null) {
            lines.close();
            lines = null;
        }
    }
}
