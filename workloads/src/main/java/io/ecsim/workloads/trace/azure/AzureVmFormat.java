package io.ecsim.workloads.trace.azure;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workloads.trace.Cells;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.LineRows;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceRows;
import io.ecsim.workloads.trace.TraceTally;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code vmtable.csv} of Azure's VM trace of 2017 (Cortez et al., SOSP 2017): one line a VM, no heading, in no
 * order of time, so it is sorted. The trace observes 30 days every 300 s. A VM seen at the first reading was there before,
 * one seen at the last stayed longer than is known.
 *
 * @param file the table
 */
public record AzureVmFormat(TraceFile file) implements TraceFormat {

    /** Where this trace is. */
    public static final String PUBLISHED_AT =
            "https://github.com/Azure/AzurePublicDataset (AzurePublicDatasetV1, vmtable.csv.gz)";

    /** Time of the last reading: 30 days less 300 s. */
    public static final long LAST_READING_MICROS = 2_591_700_000_000L;

    /** What is counted of VMs that were there before the trace begins. */
    public static final String THERE_BEFORE = "there when the trace begins: the run time is what was left then";

    /** Categories of VMs as the file writes them; each is a task definition, and so a group. */
    private static final List<String> CATEGORIES = List.of("Delay-insensitive", "Interactive", "Unknown");

    private static final String MISSPELT_UNKNOWN = "Unkown";
    private static final int FIELDS = 11;
    private static final double MICROS = 1e6;

    @Override
    public String units() {
        return "arrival: created (field 4, s); run: deleted - created (fields 5 and 4, s), without end when deleted at the"
                + " last reading; CPU: cores (field 10, x 1024 units); memory: field 11 (GiB, rounded up to MiB); group:"
                + " category (field 9)";
    }

    @Override
    public List<TaskDefinition> definitions() {
        return CATEGORIES.stream()
                .map(category -> TaskDefinition.of("azure-vm-" + category.toLowerCase(Locale.ROOT), 1024, 1024))
                .toList();
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

        Parser(TraceTally tally) {
            this.tally = tally;
        }

        @Override
        public @Nullable TraceRow parse(String text, long line) throws DamagedLineException {
            if (text.isBlank()) {
                return null;
            }
            tally.row();
            cells.splitAt(',', text, line);
            cells.requireSize(FIELDS);
            long created = cells.micros(3, "created", MICROS);
            long deleted = cells.micros(4, "deleted", MICROS);
            int category = category();
            int cpuUnits = cells.amount(9, "cores", 1024);
            int memoryMiB = cells.amount(10, "memory", 1024);
            boolean outlives = deleted >= LAST_READING_MICROS;
            if (!outlives && deleted <= created) {
                tally.drop("lifetime not above 0");
                return null;
            }
            if (created == 0) {
                tally.note(THERE_BEFORE);
            }
            long run = outlives ? ArrivalCursor.ENDLESS : deleted - created;
            return new TraceRow(line, created, run, cpuUnits, memoryMiB, 0, 1, category, outlives);
        }

        private int category() throws DamagedLineException {
            String name = cells.text(8);
            int index = CATEGORIES.indexOf(name.equals(MISSPELT_UNKNOWN) ? "Unknown" : name);
            if (index < 0) {
                throw cells.found(8, "category", "one of " + String.join(", ", CATEGORIES));
            }
            return index;
        }
    }
}
