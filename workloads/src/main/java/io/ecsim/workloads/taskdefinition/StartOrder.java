package io.ecsim.workloads.taskdefinition;

import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.taskdefinition.ReadContainer.Dependency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.cycle.CycleDetector;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** The order in which a task's containers start (R3.31): dependencies first, otherwise as written. */
final class StartOrder {

    private StartOrder() {}

    /** Returns the containers in start order; empty, with a fault that names the cycle, when there is none. */
    static Optional<List<ReadContainer>> of(List<ReadContainer> containers, Faults faults) {
        List<String> written = containers.stream().map(ReadContainer::name).toList();
        Graph<String, DefaultEdge> startsBefore = new DefaultDirectedGraph<>(DefaultEdge.class);
        written.forEach(startsBefore::addVertex);
        for (ReadContainer container : containers) {
            for (Dependency dependency : container.dependencies()) {
                if (written.contains(dependency.containerName())) {
                    startsBefore.addEdge(dependency.containerName(), container.name());
                }
            }
        }
        Set<String> circular = new CycleDetector<>(startsBefore).findCycles();
        for (ReadContainer container : containers) {
            if (circular.contains(container.name())) {
                String cycle = cycle(startsBefore, container.name());
                return container.node().fault(faults, "containers wait for each other: " + cycle);
            }
        }
        List<ReadContainer> order = new ArrayList<>();
        Iterator<String> names =
                new TopologicalOrderIterator<>(startsBefore, Comparator.comparingInt(written::indexOf));
        names.forEachRemaining(name -> order.add(containers.get(written.indexOf(name))));
        return Optional.of(order);
    }

    /** Returns {@code a -> b -> a}, each waiting for the next. */
    private static String cycle(Graph<String, DefaultEdge> startsBefore, String first) {
        GraphPath<String, DefaultEdge> shortest = null;
        for (DefaultEdge edge : startsBefore.outgoingEdgesOf(first)) {
            GraphPath<String, DefaultEdge> back =
                    BFSShortestPath.findPathBetween(startsBefore, startsBefore.getEdgeTarget(edge), first);
            if (back != null && (shortest == null || back.getLength() < shortest.getLength())) {
                shortest = back;
            }
        }
        List<String> names = new ArrayList<>(List.of(first));
        if (shortest != null) {
            names.addAll(shortest.getVertexList());
        }
        Collections.reverse(names);
        return String.join(" -> ", names);
    }
}
