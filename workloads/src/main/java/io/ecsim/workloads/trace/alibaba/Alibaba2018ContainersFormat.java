package io.ecsim.workloads.trace.alibaba;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workloads.trace.Cells;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.ListedRows;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.TraceLines;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceRows;
import io.ecsim.workloads.trace.TraceTally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Online services of the Alibaba cluster trace v2018, {@code container_meta.csv}: a container is a task that arrives with
 * its first line and runs without end, unless a later line says {@code stopped}. The file has no heading line.
 *
 * @param file the trace
 * @param largestMemoryMiB memory of the largest machine, for the trace's 100; at least 1
 * @param applications the deploy units that occur, in order of name; one task definition each
 */
public record Alibaba2018ContainersFormat(TraceFile file, int largestMemoryMiB, List<String> applications)
        implements TraceFormat {

    /** What is noted of lines about a container that came before. */
    public static final String LATER_LINES = "later lines of containers, of which only the status stopped is used";

    private static final int FIELDS = 8;
    private static final double MICROS = 1e6;

    public Alibaba2018ContainersFormat {
        if (largestMemoryMiB < 1) {
            throw new IllegalArgumentException("largestMemoryMiB must be at least 1, was " + largestMemoryMiB);
        }
        applications = List.copyOf(applications);
    }

    /**
     * Reads the file once to learn which applications it holds.
     *
     * @throws io.ecsim.workload.WorkloadException if the file is missing
     */
    public static Alibaba2018ContainersFormat of(TraceFile file, int largestMemoryMiB) {
        TreeSet<String> applications = new TreeSet<>();
        Cells cells = new Cells(file.name());
        try (TraceLines lines = file.open()) {
            for (String text = lines.next(); text != null; text = lines.next()) {
                try {
                    cells.splitAt(',', text, lines.line());
                    if (cells.size() == FIELDS) {
                        applications.add(cells.text(3));
                    }
                } catch (DamagedLineException damage) {
                    continue; // told when the rows are read
                }
            }
        }
        return new Alibaba2018ContainersFormat(file, largestMemoryMiB, List.copyOf(applications));
    }

    @Override
    public String units() {
        return "arrival: time_stamp of a container's first line (s); run: to the line that says stopped, else endless;"
                + " CPU: cpu_request (hundredths of a core, x 10.24 units, rounded up); memory: mem_size (100 is "
                + largestMemoryMiB + " MiB, rounded up); a task definition for each app_du";
    }

    @Override
    public List<TaskDefinition> definitions() {
        return applications.stream()
                .map(name -> TaskDefinition.of(Families.of("alibaba-2018", name), 1024, 512))
                .toList();
    }

    @Override
    public boolean sortsAlways() {
        return true;
    }

    @Override
    public TraceRows rows(Streams streams, TraceTally tally) {
        Map<String, TraceRow> containers = new LinkedHashMap<>();
        Cells cells = new Cells(file.name());
        try (TraceLines lines = file.open()) {
            for (String text = lines.next(); text != null; text = lines.next()) {
                if (text.isBlank()) {
                    continue;
                }
                try {
                    tally.row();
                    cells.splitAt(',', text, lines.line());
                    cells.requireSize(FIELDS);
                    read(cells, lines.line(), containers, tally);
                } catch (DamagedLineException damage) {
                    tally.damaged(String.valueOf(damage.getMessage()));
                }
            }
        }
        return new ListedRows(new ArrayList<>(containers.values()));
    }

    private void read(Cells cells, long line, Map<String, TraceRow> containers, TraceTally tally)
            throws DamagedLineException {
        String id = cells.text(0);
        long time = cells.micros(2, "time_stamp", MICROS);
        boolean stopped = cells.text(4).equals("stopped");
        TraceRow before = containers.get(id);
        if (before != null) {
            tally.note(LATER_LINES);
            if (stopped && before.censored() && time > before.arrivalMicros()) {
                containers.put(id, before.running(time - before.arrivalMicros(), false));
            }
            return;
        }
        if (stopped) {
            tally.drop("stopped from the first");
            return;
        }
        if (cells.text(7).isEmpty() || cells.number(7, "mem_size") < 0 || cells.number(7, "mem_size") > 100) {
            tally.drop("mem_size unknown");
            return;
        }
        int application = Collections.binarySearch(applications, cells.text(3));
        if (application < 0) {
            throw cells.found(3, "app_du", "one of the applications known for this file");
        }
        containers.put(
                id,
                new TraceRow(
                        line,
                        time,
                        ArrivalCursor.ENDLESS,
                        cells.amount(5, "cpu_request", 10.24),
                        Math.max(1, cells.amount(7, "mem_size", largestMemoryMiB / 100.0)),
                        0,
                        1,
                        application,
                        true));
    }
}
