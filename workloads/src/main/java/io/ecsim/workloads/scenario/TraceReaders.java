package io.ecsim.workloads.scenario;

import java.util.LinkedHashMap;
import java.util.Map;

/** The trace readers, by the name a scenario uses. */
public final class TraceReaders {

    private TraceReaders() {}

    /** Returns one line a reader. */
    public static Map<String, String> descriptions() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("alibaba-2017", "batch jobs of an Alibaba cluster in the form CloudSimPy uses");
        lines.put("openb", "nodes and pods of Alibaba's GPU cluster trace v2023");
        lines.put("swf", "Standard Workload Format of the Parallel Workloads Archive");
        lines.put("csv", "any CSV file with a mapping of its columns");
        return lines;
    }
}
