package io.ecsim.workloads.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows held in memory. */
public final class ListedRows implements TraceRows {

    private final Iterator<TraceRow> rows;

    /** Makes the rows of a list that is in order of arrival. */
    public ListedRows(List<TraceRow> rows) {
        this.rows = rows.iterator();
    }

    /** Reads all rows of another reader, closes it, and orders them by arrival; equal arrivals keep their order. */
    public static ListedRows sorted(TraceRows unsorted) {
        try (unsorted) {
            List<TraceRow> rows = new ArrayList<>();
            for (TraceRow row = unsorted.next(); row != null; row = unsorted.next()) {
                rows.add(row);
            }
            rows.sort(Comparator.comparingLong(TraceRow::arrivalMicros));
            return new ListedRows(rows);
        }
    }

    @Override
    public @Nullable TraceRow next() {
        return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
