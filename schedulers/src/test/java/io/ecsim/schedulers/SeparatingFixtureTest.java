package io.ecsim.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.placement.ImageLocality;
import io.ecsim.schedulers.TestCluster.Mode;
import io.ecsim.schedulers.TestCluster.Task;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One tiny cluster where each of twelve strategies that share no idea sends the same task to another instance. One task has come and gone
 * before, so that round robin has moved on.
 */
class SeparatingFixtureTest {

    /** The first seed with which the two strategies that draw meet the instances named for them. */
    private static final long SEED = 74;

    private static final Map<String, String> EXPECTED = new TreeMap<>(Map.ofEntries(
            Map.entry("first-fit", "first"), // registered first
            Map.entry("round-robin", "second"), // the first has had its turn
            Map.entry("binpack(cpu)", "little-cpu"), // 300 CPU units free
            Map.entry("binpack(memory)", "little-memory"), // 1,100 MiB free
            Map.entry("worst-fit(cpu)", "much-cpu"), // 9,000 CPU units free
            Map.entry("worst-fit(memory)", "much-memory"), // 40,000 MiB free
            Map.entry("dot-product", "idle-small"), // the task is half of it, and all of it is free
            Map.entry("spread(instanceId)", "none-of-group"), // the others hold one task of the group each
            Map.entry(
                    "spread(attribute:ecs.availability-zone)", "quiet-zone"), // one of the group there, nine elsewhere
            Map.entry("random", "drawn"),
            Map.entry("power-of-two", "less-loaded-of-two"),
            Map.entry("image-locality", "has-the-image")));

    static Stream<String> strategies() {
        return EXPECTED.keySet().stream();
    }

    @Test
    void theTableHasNoInstanceTwice() {
        assertThat(EXPECTED.values()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void everyStrategyPicksAnotherInstance(String strategy) {
        assertThat(pick(strategy, new Mode(true, false, SEED))).isEqualTo(EXPECTED.get(strategy));
        assertThat(pick(strategy, new Mode(false, false, SEED))).isEqualTo(EXPECTED.get(strategy));
    }

    private static String pick(String strategy, Mode mode) {
        List<ContainerInstance> instances = List.of(
                ContainerInstance.of("first", "a", 4_000, 16_000),
                ContainerInstance.of("second", "a", 4_000, 16_000),
                ContainerInstance.of("little-cpu", "a", 4_000, 16_000),
                ContainerInstance.of("little-memory", "a", 4_000, 16_000),
                ContainerInstance.of("much-cpu", "a", 9_000, 16_000),
                ContainerInstance.of("much-memory", "a", 4_000, 40_000),
                ContainerInstance.of("idle-small", "a", 512, 2_048),
                ContainerInstance.of("none-of-group", "a", 4_000, 16_000),
                ContainerInstance.of("quiet-zone", "b", 4_000, 16_000),
                ContainerInstance.of("drawn", "a", 4_000, 16_000),
                ContainerInstance.of("less-loaded-of-two", "a", 4_000, 16_000),
                ContainerInstance.of("has-the-image", "a", 4_000, 16_000));
        ImageLocality locality =
                (kind, instance) -> instances.get(instance).id().equals("has-the-image") ? 0 : 250_000_000;
        TestCluster cluster = new TestCluster(BuiltInStrategies.catalogue().parse(strategy), mode, locality, instances);
        Task task = cluster.task("web", Demand.of(256, 1_024));
        Task marker = cluster.task("web", Demand.of(0, 0));
        for (int i = 0; i < cluster.state.instances(); i++) {
            if (!cluster.state.spec(i).id().equals("none-of-group")) {
                cluster.put(i, marker);
            }
        }
        cluster.put("little-cpu", cluster.task("other", Demand.of(3_700, 0)));
        cluster.put("little-memory", cluster.task("other", Demand.of(0, 14_900)));

        cluster.place(task);
        cluster.release(cluster.placed.get(cluster.placed.size() - 1));
        assertThat(cluster.feasible(task)).hasSize(cluster.state.instances());
        return cluster.place(task);
    }
}
