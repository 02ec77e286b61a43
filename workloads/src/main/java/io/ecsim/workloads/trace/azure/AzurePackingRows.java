package io.ecsim.workloads.trace.azure;

import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceRows;
import io.ecsim.workloads.trace.TraceTally;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the VM requests of a packing trace in order of their starts. */
final class AzurePackingRows implements TraceRows {

    private static final double MICROS_PER_DAY = 86_400e6;

    private final List<AzurePackingFormat.VmType> types;
    private final Map<Long, Integer> definitionOfType = new TreeMap<>();
    private final String otherMachine;
    private final TraceTally tally;
    private final SqlTable table;
    private long row;

    AzurePackingRows(AzurePackingFormat format, TraceTally tally) {
        this.types = format.types();
        this.tally = tally;
        this.otherMachine = "VM type does not run on machine " + format.machine();
        for (AzurePackingFormat.VmType type : types) {
            definitionOfType.put(type.id(), definitionOfType.size());
        }
        this.table = SqlTable.open(
                format.file(),
                "vm",
                List.of("vmId", "vmTypeId", "priority", "starttime", "endtime"),
                "ORDER BY CAST(starttime AS REAL), vmId");
    }

    @Override
    public @Nullable TraceRow next() {
        while (table.next()) {
            tally.row();
            row++;
            try {
                TraceRow next = read();
                if (next != null) {
                    return next;
                }
            } catch (DamagedLineException damage) {
                tally.damaged(String.valueOf(damage.getMessage()));
            }
        }
        return null;
    }

    private @Nullable TraceRow read() throws DamagedLineException {
        long type = table.whole("vmTypeId");
        long priority = table.whole("priority");
        if (priority != 0 && priority != 1) {
            throw table.found("priority", "0 (high) or 1 (low)");
        }
        long start = table.micros("starttime", MICROS_PER_DAY);
        boolean endless = table.isNull("endtime");
        long end = endless ? ArrivalCursor.ENDLESS : table.micros("endtime", MICROS_PER_DAY);
        Integer definition = definitionOfType.get(type);
        if (definition == null) {
            tally.drop(otherMachine);
            return null;
        }
        if (end <= start) {
            tally.drop("lifetime not above 0");
            return null;
        }
        if (end <= 0) {
            tally.drop("ended before the trace begins");
            return null;
        }
        if (start < 0) {
            tally.note(AzureVmFormat.THERE_BEFORE);
        }
        long arrival = Math.max(0, start);
        AzurePackingFormat.VmType asked = types.get(definition);
        return new TraceRow(
                row,
                arrival,
                endless ? ArrivalCursor.ENDLESS : end - arrival,
                asked.cpuUnits(),
                asked.memoryMiB(),
                0,
                1,
                definition,
                endless,
                priority == 0 ? 1 : 0);
    }

    @Override
    public void close() {
        table.close();
    }
}
