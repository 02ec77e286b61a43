package io.ecsim.workloads.arrival;

import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.trace.TraceFile;
import java.util.Optional;

/** Where the files that curves name are found, and where is told what they hold. */
public interface CurveFiles {

    /** Finds a file; a fault at the node when there is none. */
    Optional<TraceFile> find(Node at, String name);

    /** Tells the reader of the results something about the input, one sentence. */
    void assume(String sentence);
}
