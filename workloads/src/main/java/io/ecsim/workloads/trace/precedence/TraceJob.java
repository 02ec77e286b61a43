package io.ecsim.workloads.trace.precedence;

import io.ecsim.workloads.trace.TraceRow;
import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.DefaultEdge;

/**
 * A job: its lines, and which of them wait for which.
 *
 * @param rows at least one; the arrivals are those of the lines, none is before the job's
 * @param precedence the indexes of the rows; an edge goes from a row to one that waits for it. Without cycles
 */
public record TraceJob(List<TraceRow> rows, Graph<Integer, DefaultEdge> precedence) {

    public TraceJob {
        rows = List.copyOf(rows);
        if (rows.isEmpty() || precedence.vertexSet().size() != rows.size()) {
            throw new IllegalArgumentException("a job needs one vertex for each of its rows, had " + rows.size()
                    + " rows and " + precedence.vertexSet().size() + " vertices");
        }
        precedence = new AsUnmodifiableGraph<>(precedence);
    }

    /** Returns when the job arrives: the earliest arrival of its rows, in microseconds on the trace's clock. */
    public long arrivalMicros() {
        return rows.stream().mapToLong(TraceRow::arrivalMicros).min().orElseThrow();
    }

    /** Returns the line where the job begins in its file. */
    public long line() {
        return rows.get(0).line();
    }
}
