package io.ecsim.schedulers.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.alg.flow.mincost.CapacityScalingMinimumCostFlow;
import org.jgrapht.alg.flow.mincost.MinimumCostFlowProblem.MinimumCostFlowProblemImpl;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.junit.jupiter.api.Test;

/** Flows by hand, and of random problems against JGraphT's capacity scaling. */
class TransportFlowTest {

    private static final int LEAVING = 1000;

    /** One arc of a random problem. */
    private record Arc(int source, int sink, int cost, int capacity) {}

    /** A random problem, small enough for an oracle. */
    private static final class Problem {
        final int[] supply;
        final int[] rooms;
        final List<Arc> arcs = new ArrayList<>();

        Problem(long seed) {
            SequentialStream random = new Streams(seed, 0).sequential("flow");
            supply = new int[1 + random.nextInt(8)];
            rooms = new int[1 + random.nextInt(10)];
            for (int source = 0; source < supply.length; source++) {
                supply[source] = random.nextInt(6);
            }
            int span = 1 + random.nextInt(random.nextInt(3) == 0 ? 3 : 60); // some with many ties
            for (int sink = 0; sink < rooms.length; sink++) {
                rooms[sink] = random.nextInt(5);
                for (int source = 0; source < supply.length; source++) {
                    if (random.nextInt(4) > 0) {
                        arcs.add(new Arc(source, sink, random.nextInt(span), 1 + random.nextInt(3)));
                    }
                }
            }
            arcs.sort(Comparator.comparingInt(Arc::source).thenComparingInt(Arc::cost));
        }

        TransportFlow solved() {
            TransportFlow flow = new TransportFlow(supply.length, rooms, LEAVING, arcs.size());
            for (int source = 0; source < supply.length; source++) {
                for (Arc arc : arcs) {
                    if (arc.source == source) {
                        flow.arc(arc.sink, arc.cost, arc.capacity);
                    }
                }
                flow.nextSource();
            }
            flow.solve(supply);
            return flow;
        }

        /** The least cost by JGraphT, whose graph has one more source of all supply and one more sink. */
        double costByJGraphT() {
            Graph<String, DefaultWeightedEdge> graph = new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
            Map<DefaultWeightedEdge, Integer> capacities = new LinkedHashMap<>();
            graph.addVertex("all");
            graph.addVertex("end");
            for (int source = 0; source < supply.length; source++) {
                graph.addVertex("s" + source);
                edge(graph, capacities, "all", "s" + source, 0, supply[source]);
                edge(graph, capacities, "s" + source, "end", LEAVING, supply[source]);
            }
            for (int sink = 0; sink < rooms.length; sink++) {
                graph.addVertex("t" + sink);
                edge(graph, capacities, "t" + sink, "end", 0, rooms[sink]);
            }
            for (Arc arc : arcs) {
                edge(graph, capacities, "s" + arc.source, "t" + arc.sink, arc.cost, arc.capacity);
            }
            int total = Arrays.stream(supply).sum();
            Map<String, Integer> supplies = Map.of("all", total, "end", -total);
            return new CapacityScalingMinimumCostFlow<String, DefaultWeightedEdge>()
                    .getMinimumCostFlow(new MinimumCostFlowProblemImpl<>(
                            graph, node -> supplies.getOrDefault(node, 0), capacities::get))
                    .getCost();
        }

        private static void edge(
                Graph<String, DefaultWeightedEdge> graph,
                Map<DefaultWeightedEdge, Integer> capacities,
                String from,
                String to,
                int cost,
                int capacity) {
            DefaultWeightedEdge edge = graph.addEdge(from, to);
            graph.setEdgeWeight(edge, cost);
            capacities.put(edge, capacity);
        }

        /** Flow goes over its arcs, into its rooms, from its supply; what left costs what leaving does. */
        void requireLegal(TransportFlow flow, long seed) {
            int[] sent = new int[supply.length];
            int[] taken = new int[rooms.length];
            long cost = 0;
            for (int arc = 0; arc < arcs.size(); arc++) {
                assertThat(flow.sink(arc)).isEqualTo(arcs.get(arc).sink);
                assertThat(flow.flow(arc)).as("seed %s", seed).isBetween(0, arcs.get(arc).capacity);
                sent[arcs.get(arc).source] += flow.flow(arc);
                taken[arcs.get(arc).sink] += flow.flow(arc);
                cost += (long) flow.flow(arc) * arcs.get(arc).cost;
            }
            for (int sink = 0; sink < rooms.length; sink++) {
                assertThat(taken[sink]).as("seed %s", seed).isLessThanOrEqualTo(rooms[sink]);
            }
            for (int source = 0; source < supply.length; source++) {
                assertThat(sent[source]).as("seed %s", seed).isLessThanOrEqualTo(supply[source]);
                cost += (long) (supply[source] - sent[source]) * LEAVING;
            }
            assertThat(flow.cost()).as("seed %s", seed).isEqualTo(cost);
        }
    }

    @Test
    void theCostIsTheLeastThatThereIs() {
        long sent = 0;
        for (long seed = 1; seed <= 1500; seed++) {
            Problem problem = new Problem(seed);
            TransportFlow flow = problem.solved();
            problem.requireLegal(flow, seed);
            assertThat((double) flow.cost()).as("seed %s", seed).isEqualTo(problem.costByJGraphT());
            sent += flow.cost();
        }
        assertThat(sent).isPositive();
    }

    /** The first source alone would take the sink at 1; together it pays for it to go to 5, since the other would pay 90. */
    @Test
    void whoPaysMoreElsewhereGetsTheCheapSink() {
        TransportFlow flow = new TransportFlow(2, new int[] {1, 1}, LEAVING, 4);
        flow.arc(0, 1, 1);
        flow.arc(1, 5, 1);
        flow.nextSource();
        flow.arc(0, 2, 1);
        flow.arc(1, 90, 1);
        flow.nextSource();
        flow.solve(new int[] {1, 1});
        assertThat(flow.cost()).isEqualTo(7);
        assertThat(List.of(flow.flow(0), flow.flow(1), flow.flow(2), flow.flow(3)))
                .containsExactly(0, 1, 1, 0);
    }

    @Test
    void whatFindsNoRoomLeaves() {
        TransportFlow flow = new TransportFlow(1, new int[] {2}, LEAVING, 1);
        flow.arc(0, 3, 5);
        flow.nextSource();
        flow.solve(new int[] {5});
        assertThat(flow.flow(0)).isEqualTo(2);
        assertThat(flow.cost()).isEqualTo(2 * 3 + 3 * LEAVING);
    }

    @Test
    void arcsComeInOrderOfCost() {
        TransportFlow flow = new TransportFlow(1, new int[] {1, 1}, LEAVING, 4);
        flow.arc(0, 3, 1);
        assertThatThrownBy(() -> flow.arc(1, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("arc cost must ascend from 3 to 1000, was 2");
    }

    @Test
    void theSmallestComeFirst() {
        for (long seed = 1; seed <= 300; seed++) {
            SequentialStream random = new Streams(seed, 0).sequential("selection");
            long[] values = new long[random.nextInt(60)];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(1 + random.nextInt(50));
            }
            long[] sorted = values.clone();
            Arrays.sort(sorted);
            int count = random.nextInt(values.length + 1);
            Selection.smallestFirst(values, count);
            long[] first = Arrays.copyOf(values, count);
            Arrays.sort(first);
            assertThat(first).as("seed %s", seed).isEqualTo(Arrays.copyOf(sorted, count));
        }
    }
}
