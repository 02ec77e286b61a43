package io.ecsim.workloads.trace;

import io.ecsim.workload.WorkloadException;

/** The heading line of a CSV trace: a fault there stops even lenient reading, because no line could be read. */
public final class Headings {

    private Headings() {}

    /** Splits the heading line. */
    public static void read(Cells cells, String text, long line, char delimiter) {
        try {
            cells.splitAt(delimiter, text.startsWith("\uFEFF") ? text.substring(1) : text, line);
        } catch (DamagedLineException damage) {
            throw new WorkloadException(String.valueOf(damage.getMessage()));
        }
    }

    /** Returns the position of a column that must be there. */
    public static int require(Cells cells, String name) {
        try {
            return cells.columnOf(name);
        } catch (DamagedLineException damage) {
            throw new WorkloadException(String.valueOf(damage.getMessage()));
        }
    }
}
