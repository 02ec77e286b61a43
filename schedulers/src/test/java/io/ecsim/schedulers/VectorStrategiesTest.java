package io.ecsim.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.placement.ImageLocality;
import io.ecsim.schedulers.TestCluster.Mode;
import io.ecsim.schedulers.TestCluster.Task;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What strategies over several resources choose, worked out by hand. Four instances of 4,000 CPU units and 4,000 MiB have
 * free, as shares of CPU and memory: A 0.5, 0.5; B 0.25, 0.875; C 1, 0.3; D 1, 1.
 */
class VectorStrategiesTest {

    /**
     * A task of a quarter of both. Left: A 0.25, 0.25; B 0, 0.625; C 0.75, 0.05; D 0.75, 0.75. Dot products with 0.25, 0.25:
     * A 0.25; B 0.281; C 0.325; D 0.5. Kubernetes scores free: A 25; B (0 + 62) / 2 = 31; C (75 + 5) / 2 = 40; D 75;
     * reserved: A 75; B (100 + 37) / 2 = 68; C (25 + 95) / 2 = 60; D 25.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "best-fit(sum)| A", // 0.5 against 0.625, 0.8, 1.5
                "best-fit(max)| A", // 0.25 against 0.625, 0.75, 0.75
                "best-fit(product)| B", // 0: no CPU left
                "worst-fit(sum)| D", // 1.5
                "worst-fit(max)| C", // 0.75, as D, which registered later
                "worst-fit(product)| D", // 0.5625
                "dot-product| D",
                "weighted-dot-product(1:0:0)| C", // 0.25, as D
                "weighted-dot-product(0:1:0)| D",
                "l2-norm| A", // 0.125 against 0.391, 0.565, 1.125
                "cosine| A", // 1, as D; B 0.87, C 0.88
                "least-allocated| D",
                "most-allocated| A",
                "next-fit| A",
                "weighted(1*best-fit(sum) + 1*worst-fit(memory))| B", // A 0.714; B 0.125 + 0.179; C 1.3; D 1
                "weighted(1*best-fit(sum) + 0.2*worst-fit(memory))| A", // A 0.143; B 0.161
            })
    void aBalancedTask(String strategy, String expected) {
        assertThat(pick(strategy, 1_000, 1_000)).isEqualTo(expected);
    }

    /**
     * A task of 0.25 of the CPU and 0.05 of the memory. Left: A 0.25, 0.45; B 0, 0.825; C 0.75, 0.25; D 0.75, 0.95. Stranded
     * before and after: A 0, 0.2; B 0.625, 0.825; C 0.7, 0.5; D 0, 0.2.
     */
    @ParameterizedTest
    @CsvSource({
        "stranding-aware(0), A", // as best-fit(sum): 0.7 against 0.825, 1, 1.7
        "stranding-aware(1), C", // -0.2 against 0.2
        "stranding-aware(0.5), C", // (-0.2 + 1) / 2 = 0.4 against (0.2 + 0.7) / 2 = 0.45
        "stranding-aware(0.4), A", // 0.4 x 0.2 + 0.6 x 0.7 = 0.5 against 0.4 x -0.2 + 0.6 = 0.52
        "cosine, C", // 0.999 against A 0.832, B 0.47, D 0.832
    })
    void aTaskThatNeedsMoreCpu(String strategy, String expected) {
        assertThat(pick(strategy, 1_000, 200)).isEqualTo(expected);
    }

    private static String pick(String strategy, int cpuUnits, int memoryMiB) {
        String byIndex = place(strategy, Mode.INDEXED, cpuUnits, memoryMiB);
        assertThat(place(strategy, Mode.SCAN, cpuUnits, memoryMiB)).isEqualTo(byIndex);
        return byIndex;
    }

    private static String place(String strategy, Mode mode, int cpuUnits, int memoryMiB) {
        TestCluster cluster = TestCluster.of(
                strategy,
                mode,
                ContainerInstance.of("A", "a", 4_000, 4_000),
                ContainerInstance.of("B", "a", 4_000, 4_000),
                ContainerInstance.of("C", "a", 4_000, 4_000),
                ContainerInstance.of("D", "a", 4_000, 4_000));
        cluster.put("A", cluster.task("filler", Demand.of(2_000, 2_000)));
        cluster.put("B", cluster.task("filler", Demand.of(3_000, 500)));
        cluster.put("C", cluster.task("filler", Demand.of(0, 2_800)));
        return cluster.place(cluster.task("g", Demand.of(cpuUnits, memoryMiB)));
    }

    /** Next fit stays on B after A is full, though A has room again, and goes round. */
    @Test
    void nextFitStaysAndGoesRound() {
        TestCluster cluster = TestCluster.of(
                "next-fit",
                Mode.INDEXED,
                ContainerInstance.of("A", "a", 1_000, 1_000),
                ContainerInstance.of("B", "a", 1_000, 1_000));
        Task task = cluster.task("g", Demand.of(400, 400));
        assertThat(cluster.place(task, 3)).containsExactly("A", "A", "B");
        cluster.release(cluster.placed.get(0));
        assertThat(cluster.place(task, 3)).containsExactly("B", "A", "none");
    }

    /**
     * All CPU is reserved but a little, of memory little: CPU weighs 0.85 + 0.025, memory 0.15 + 0.025. The task of 0.05 and
     * 0.05 goes to the instance with the CPU although the other has more in sum.
     */
    @Test
    void demandWeighsWhatIsScarce() {
        assertThat(byDemand("dot-product")).isEqualTo("memory"); // 0.05 x (0.1 + 0.9) against 0.05 x (0.2 + 0.7)
        assertThat(byDemand("weighted-dot-product")).isEqualTo("cpu");
    }

    private static String byDemand(String strategy) {
        TestCluster cluster = TestCluster.of(
                strategy,
                Mode.INDEXED,
                ContainerInstance.of("memory", "a", 4_000, 4_000),
                ContainerInstance.of("cpu", "a", 4_000, 4_000));
        cluster.put("memory", cluster.task("filler", Demand.of(3_600, 400)));
        cluster.put("cpu", cluster.task("filler", Demand.of(3_200, 1_200)));
        return cluster.place(cluster.task("g", Demand.of(200, 200)));
    }

    /** A tenth less for an image that is missing: 0.9 x 0.5 against 0.5, but also against 0.25. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tetrisTakesATenthOffForWhatMustBeFetched(boolean indexed) {
        ImageLocality missingOnFirst = (kind, instance) -> instance == 0 ? 1 : 0;
        TestCluster cluster = new TestCluster(
                BuiltInStrategies.catalogue().parse("tetris"),
                new Mode(indexed, false, 1),
                missingOnFirst,
                List.of(ContainerInstance.of("A", "a", 4_000, 4_000), ContainerInstance.of("B", "a", 4_000, 4_000)));
        Task task = cluster.task("g", Demand.of(1_000, 1_000));
        assertThat(cluster.place(task)).as("0.45 against 0.5").isEqualTo("B");
        assertThat(cluster.place(task)).as("0.45 against 0.375").isEqualTo("A");
    }

    /**
     * Zone a holds two tasks of 1,000; b1 has room for two such, c1 for none. A task of 500 on a1 makes that three tasks for
     * a room of two, on b1 two for one; in the gap on c1 it takes nobody's room.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void headroomIsKeptByUsingGaps(boolean indexed) {
        TestCluster cluster = zones(indexed, 600);
        Task small = cluster.task("small", Demand.of(500, 500));
        assertThat(cluster.place(small)).isEqualTo("c1");
        assertThat(cluster.place(small)).as("1 each: the first registered").isEqualTo("a1");
    }

    /** With room for five on c1 nothing costs anything, and the next strategy decides: the least memory free. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withHeadroomToSpareTheNextStrategyDecides(boolean indexed) {
        TestCluster cluster = zones(indexed, 5_000);
        assertThat(cluster.place(cluster.task("small", Demand.of(500, 500)))).isEqualTo("a1");
    }

    private static TestCluster zones(boolean indexed, int amountOfC) {
        TestCluster cluster = TestCluster.of(
                "zone-headroom, binpack(memory)",
                new Mode(indexed, false, 1),
                ContainerInstance.of("a1", "a", 4_000, 4_000),
                ContainerInstance.of("b1", "b", 3_000, 3_000),
                ContainerInstance.of("c1", "c", amountOfC, amountOfC));
        Task task = cluster.task("web", Demand.of(1_000, 1_000));
        cluster.put("a1", task);
        cluster.put("a1", task);
        cluster.put("b1", task);
        return cluster;
    }
}
