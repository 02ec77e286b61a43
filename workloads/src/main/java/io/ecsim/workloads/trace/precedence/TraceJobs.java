package io.ecsim.workloads.trace.precedence;

import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceTally;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;
import org.jspecify.annotations.Nullable;

/** Makes jobs of lines: finds the parents that lines name, and refuses jobs whose lines wait for each other in a ring. */
public final class TraceJobs implements AutoCloseable {

    /** What is noted of a parent that is named and not there, because the trace lacks it or its line was dropped. */
    public static final String MISSING_PARENT = "parents that tasks wait for are not in their job and count as done";

    private static final String IN_A_RING = "in a job that waits for itself";

    private final String file;
    private final GroupedLines groups;
    private final TraceTally tally;

    TraceJobs(String file, GroupedLines groups, TraceTally tally) {
        this.file = file;
        this.groups = groups;
        this.tally = tally;
    }

    /**
     * Returns the next job, or null at the end.
     *
     * @throws io.ecsim.workload.WorkloadException if a job is damaged and reading is not lenient
     */
    public @Nullable TraceJob next() {
        for (List<JobLine> lines = groups.next(); !lines.isEmpty(); lines = groups.next()) {
            TraceJob job = job(lines);
            if (job != null) {
                return job;
            }
        }
        return null;
    }

    private @Nullable TraceJob job(List<JobLine> lines) {
        DirectedAcyclicGraph<Integer, DefaultEdge> graph = new DirectedAcyclicGraph<>(DefaultEdge.class);
        Map<Long, List<Integer>> byNumber = new TreeMap<>();
        List<TraceRow> rows = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            graph.addVertex(i);
            rows.add(lines.get(i).row());
            if (lines.get(i).number() != JobLine.NONE) {
                byNumber.computeIfAbsent(lines.get(i).number(), number -> new ArrayList<>(1))
                        .add(i);
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            Set<Long> parents = new LinkedHashSet<>(lines.get(i).parents());
            for (long parent : parents) {
                if (!byNumber.containsKey(parent)) {
                    tally.note(MISSING_PARENT);
                }
                for (int before : byNumber.getOrDefault(parent, List.of())) {
                    if (!link(graph, before, i)) {
                        tally.damaged(file + ":" + rows.get(i).line() + ": job "
                                + lines.get(i).job() + ": found that "
                                + "the tasks of this line wait, through others, for themselves, by parent " + parent
                                + ", expected a graph without cycles");
                        lines.subList(1, lines.size()).forEach(line -> tally.drop(IN_A_RING));
                        return null;
                    }
                }
            }
        }
        return new TraceJob(rows, graph);
    }

    /** Adds an edge unless it closes a ring. */
    private static boolean link(DirectedAcyclicGraph<Integer, DefaultEdge> graph, int before, int after) {
        try {
            graph.addEdge(before, after);
            return true;
        } catch (IllegalArgumentException ring) {
            return false;
        }
    }

    @Override
    public void close() {
        groups.close();
    }
}
