package io.ecsim.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.random.Streams;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementPipelineTest {

    private static final StrategyChain FIRST_FIT =
            new StrategyChain("first-fit", List.of(StrategyProvider.ranking("first-fit", "test", (r, i) -> 0)));

    private final ClusterState cluster = new ClusterState(List.of(
            ContainerInstance.of("a", "x", 1000, 1000),
            ContainerInstance.of("b", "y", 1000, 1000),
            ContainerInstance.of("c", "z", 1000, 1000)));

    private PlacementPipeline pipeline(boolean indexed) {
        return new PlacementPipeline(
                cluster, FIRST_FIT, new RunContext(cluster, new Streams(1, 0), "first-fit"), indexed, false);
    }

    private Request inZone(String zone) {
        List<PlacementConstraint> constraints = List.of(
                new PlacementConstraint.MemberOf(ClusterQuery.parse("attribute:ecs.availability-zone == " + zone)));
        return new Request(RequestKind.of(cluster, Demand.of(1, 1), "g", constraints, false), 1, 1, 0);
    }

    private void registerAll() {
        for (int instance = 0; instance < cluster.instances(); instance++) {
            cluster.register(instance, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoPipelinesShareAKindOfRequest(boolean indexed) {
        registerAll();
        Request x = inZone("x");
        Request y = inZone("y");
        Request z = inZone("z");
        Request unused = inZone("nowhere");
        PlacementPipeline first = pipeline(indexed);
        assertThat(List.of(first.place(x), first.place(y), first.place(z))).containsExactly(0, 1, 2);
        PlacementPipeline second = pipeline(indexed);
        assertThat(List.of(second.place(z), second.place(x), second.place(y))).containsExactly(2, 0, 1);
        assertThat(second.place(unused)).isEqualTo(PlacementPipeline.NONE);
        assertThat(List.of(second.place(z), second.place(x), second.place(y))).containsExactly(2, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void followsInstancesThatLeaveAndJoin(boolean indexed) {
        PlacementPipeline pipeline = pipeline(indexed);
        Request anywhere = new Request(RequestKind.of(cluster, Demand.of(1, 1), "g", List.of(), false), 1, 1, 0);
        assertThat(pipeline.place(anywhere)).isEqualTo(PlacementPipeline.NONE);
        registerAll();
        assertThat(pipeline.place(anywhere)).isZero();
        cluster.setStatus(0, InstanceStatus.DRAINING, true);
        assertThat(pipeline.place(anywhere)).isEqualTo(1);
        cluster.setStatus(1, InstanceStatus.ACTIVE, false);
        assertThat(pipeline.place(anywhere)).isEqualTo(2);
        cluster.setStatus(1, InstanceStatus.ACTIVE, true);
        assertThat(pipeline.place(anywhere)).as("keeps its rank").isEqualTo(1);
        cluster.deregister(1);
        cluster.register(1, 5);
        assertThat(pipeline.place(anywhere)).as("registers anew, behind c").isEqualTo(2);
        long[] counts = new long[Refusal.values().length];
        cluster.setStatus(2, InstanceStatus.ACTIVE, false);
        pipeline.explain(anywhere, counts);
        assertThat(counts[Refusal.INACTIVE.ordinal()]).isEqualTo(1);
        assertThat(counts[Refusal.AGENT.ordinal()]).isEqualTo(1);
    }
}
