package io.ecsim.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.placement.ImageLocality;
import io.ecsim.schedulers.TestCluster.Mode;
import io.ecsim.schedulers.TestCluster.Task;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code image-locality} follows: bytes that change behind the back of every index. */
class FewestMissingBytesTest {

    private static final List<ContainerInstance> INSTANCES = List.of(
            ContainerInstance.of("A", "a", 4_000, 4_000),
            ContainerInstance.of("B", "b", 4_000, 4_000),
            ContainerInstance.of("C", "c", 1_000, 4_000));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theDecisionFollowsTheImagesNotTheResources(boolean indexed) {
        long[][] missing = {{300, 200, 100}, {0, 900, 900}};
        TestCluster cluster = cluster("image-locality", indexed, (kind, instance) -> missing[kind / 2][instance]);
        Task web = cluster.task("web", Demand.of(1_000, 100));
        Task batch = cluster.task("batch", Demand.of(1_000, 100));
        assertThat(cluster.place(web)).isEqualTo("C");
        assertThat(cluster.place(web)).as("C is full").isEqualTo("B");
        assertThat(cluster.place(batch)).isEqualTo("A");
        missing[0][0] = 0;
        assertThat(cluster.place(web)).as("A has pulled it meanwhile").isEqualTo("A");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itDecidesWithinWhatTheStrategyBeforeItLeft(boolean indexed) {
        long[] missing = {0, 500, 400};
        TestCluster cluster = cluster(
                "spread(attribute:ecs.availability-zone), image-locality",
                indexed,
                (kind, instance) -> missing[instance]);
        assertThat(cluster.place(cluster.task("web", Demand.of(100, 100)), 3)).containsExactly("A", "C", "B");
    }

    private static TestCluster cluster(String chain, boolean indexed, ImageLocality locality) {
        return new TestCluster(
                BuiltInStrategies.catalogue().parse(chain), new Mode(indexed, false, 1), locality, INSTANCES);
    }
}
