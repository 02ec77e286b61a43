package io.ecsim.workloads.trace;

import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import java.util.List;
import java.util.Map;

/** How a kind of trace becomes tasks. Implementations are immutable; each opens the file anew. */
public interface TraceFormat {

    /** Returns the file and where it is published. */
    TraceFile file();

    /** Returns which column is what and in which unit, one line. */
    String units();

    /** Returns the task definitions that the rows refer to; what each task asks for comes from the rows. */
    List<TaskDefinition> definitions();

    /** Returns the constraints that the trace itself puts on requests for a definition, which its group then keeps. */
    default List<PlacementConstraint> requestConstraints(int definition) {
        return List.of();
    }

    /**
     * Returns named extra resources of which every instance has so much: what limits the tasks of one kind on an instance,
     * where the definitions ask for them.
     */
    default Map<String, Integer> instanceExtra() {
        return Map.of();
    }

    /** Returns whether published files of this format are out of order, so that they are sorted without being asked. */
    boolean sortsAlways();

    /** Opens the rows; laws draw from the streams, and the tally counts what is read and dropped. */
    TraceRows rows(Streams streams, TraceTally tally);

    /** Opens the rows, in order of arrival where that is asked for or published files need it. */
    default TraceRows ordered(Streams streams, TraceTally tally, boolean sort) {
        TraceRows rows = rows(streams, tally);
        return sort || sortsAlways() ? ListedRows.sorted(rows) : rows;
    }

    /** Opens the tasks of a run. */
    default ArrivalCursor open(TraceWorkload workload, Streams streams) {
        return new TraceCursor(workload, streams);
    }
}
