package io.ecsim.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.HostPort;
import io.ecsim.model.Protocol;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterStateTest {

    private static ContainerInstance instance(String id, Map<String, String> attributes) {
        return new ContainerInstance(
                id,
                new AvailabilityZone("x"),
                "custom",
                1000,
                2000,
                2,
                1,
                List.of(new HostPort(22, Protocol.TCP)),
                Map.of("licence", 3),
                attributes,
                7);
    }

    private final ClusterState cluster = new ClusterState(List.of(
            instance("a", Map.of("rack", "r2")),
            instance("b", Map.of("rack", "r1")),
            instance("c", Map.of()),
            instance("d", Map.of("rack", "r2"))));

    private DefinitionNeeds plain() {
        return cluster.needs(Demand.of(0, 0), "g");
    }

    private DefinitionNeeds everything() {
        List<HostPort> ports = List.of(new HostPort(80, Protocol.TCP), new HostPort(22, Protocol.UDP));
        return cluster.needs(new Demand(0, 0, 0, 1, ports, Map.of("licence", 2)), "h");
    }

    @ParameterizedTest(name = "{0} CPU units, {1} MiB, {2} GPUs")
    @CsvSource({"1001, 0, 0", "0, 2001, 0", "0, 0, 3"})
    void refusesToOverCommit(int cpu, int memory, int gpus) {
        DefinitionNeeds needs = plain();
        cluster.register(0, 0);
        cluster.reserve(0, needs, 1000, 2000, 2);
        cluster.release(0, needs, 1000, 2000, 2);
        assertThatThrownBy(() -> cluster.reserve(0, needs, cpu, memory, gpus))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a cannot take " + cpu + " CPU units, " + memory + " MiB, " + gpus + " GPUs: over-commit");
        assertThat(cluster.tasks()).isZero();
    }

    @Test
    void refusesASecondTakerOfAPortAnInterfaceOrANamedResource() {
        DefinitionNeeds all = everything();
        cluster.reserve(0, all, 0, 0, 0);
        List<DefinitionNeeds> each = List.of(
                cluster.needs(new Demand(0, 0, 0, 0, List.of(new HostPort(80, Protocol.TCP)), Map.of()), "g"),
                cluster.needs(new Demand(0, 0, 0, 1, List.of(), Map.of()), "g"),
                cluster.needs(new Demand(0, 0, 0, 0, List.of(), Map.of("licence", 2)), "g"),
                cluster.needs(new Demand(0, 0, 0, 0, List.of(new HostPort(22, Protocol.TCP)), Map.of()), "g"));
        for (DefinitionNeeds needs : each) {
            assertThatThrownBy(() -> cluster.reserve(0, needs, 0, 0, 0)).hasMessageEndingWith("over-commit");
        }
        cluster.release(0, all, 0, 0, 0);
        for (DefinitionNeeds needs : each.subList(0, 3)) {
            cluster.reserve(0, needs, 0, 0, 0);
        }
        assertThatThrownBy(() -> cluster.reserve(0, each.get(3), 0, 0, 0))
                .as("reserved by the agent (R2.2)")
                .hasMessageEndingWith("over-commit");
    }

    @Test
    void givesBackExactlyWhatWasTaken() {
        DefinitionNeeds all = everything();
        DefinitionNeeds other =
                cluster.needs(new Demand(0, 0, 0, 0, List.of(new HostPort(80, Protocol.UDP)), Map.of()), "g");
        cluster.reserve(0, other, 1, 1, 0);
        int[] before = cluster.portsInUse(0);
        cluster.reserve(0, all, 10, 20, 1);
        assertThat(cluster.portsInUse(0))
                .containsExactlyInAnyOrder(22, 80, 1 << 16 | 80, 1 << 16 | 22); // protocol in the high half
        assertThat(cluster.extraFree(0, "licence")).isEqualTo(1);
        assertThat(cluster.eniFree(0)).isZero();
        assertThat(cluster.inUseMicroUsdPerHour()).isEqualTo(7);
        cluster.release(0, all, 10, 20, 1);
        assertThat(cluster.portsInUse(0)).isEqualTo(before);
        assertThat(cluster.extraFree(0, "licence")).isEqualTo(3);
        assertThat(cluster.extraFree(0, "unknown")).isZero();
        assertThat(cluster.eniFree(0)).isEqualTo(1);
        assertThat(List.of(cluster.cpuFree(0), cluster.memoryFree(0), cluster.gpusFree(0)))
                .containsExactly(999, 1999, 2);
        assertThat(cluster.instancesInUse()).isEqualTo(1);
        cluster.release(0, other, 1, 1, 0);
        assertThat(cluster.portsInUse(0)).containsExactly(22);
        assertThat(cluster.instancesInUse()).isZero();
        assertThat(cluster.inUseMicroUsdPerHour()).isZero();
    }

    @Test
    void registersOnceAndLeavesEmpty() {
        DefinitionNeeds needs = plain();
        cluster.register(2, 5);
        assertThatThrownBy(() -> cluster.register(2, 6)).hasMessage("c is ACTIVE and cannot become REGISTERING");
        cluster.reserve(2, needs, 1, 1, 0);
        assertThatThrownBy(() -> cluster.deregister(2)).hasMessage("c still has 1 tasks");
        cluster.release(2, needs, 1, 1, 0);
        cluster.deregister(2);
        assertThat(cluster.eligible(2)).isFalse();
        cluster.register(0, 7);
        cluster.register(2, 7);
        assertThat(cluster.rank(2)).isGreaterThan(cluster.rank(0));
        assertThat(cluster.registeredMicros(2)).isEqualTo(7);
    }

    @Test
    void countsGroupsByValueTheAbsentOneLast() {
        GroupCounts racks = cluster.trackGroups("rack");
        assertThat(IntStream.range(0, racks.values()).mapToObj(racks::valueName))
                .containsExactly("r1", "r2", "");
        assertThat(IntStream.range(0, 4).map(i -> racks.valueOf(cluster.instanceClass(i))))
                .containsExactly(1, 0, 2, 1);
    }

    @Test
    void countingMustBeginBeforeTheFirstTask() {
        DefinitionNeeds needs = plain();
        cluster.reserve(0, needs, 0, 0, 0);
        assertThatThrownBy(() -> cluster.trackGroups("rack"))
                .hasMessage("counting must begin before the first task is placed");
        assertThatThrownBy(cluster::trackGroupsByInstance)
                .hasMessage("counting must begin before the first task is placed");
        assertThatThrownBy(() -> cluster.tasksOfGroup(0, 0)).hasMessage("groups are not tracked by instance");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void groupCountsAgreeWithARecount(long seed) {
        SequentialStream random = new Streams(seed, 0).sequential("operations");
        GroupCounts racks = cluster.trackGroups("rack");
        cluster.trackGroupsByInstance();
        List<DefinitionNeeds> groups = new ArrayList<>();
        List<int[]> placed = new ArrayList<>(); // group, instance
        for (int i = 0; i < 2000; i++) {
            if (random.nextInt(100) == 0 || groups.isEmpty()) {
                groups.add(cluster.needs(Demand.of(0, 0), "group" + groups.size()));
            }
            if (random.nextInt(2) == 0 || placed.isEmpty()) {
                int[] task = {random.nextInt(groups.size()), random.nextInt(4)};
                cluster.reserve(task[1], groups.get(task[0]), 0, 0, 0);
                placed.add(task);
            } else {
                int[] task = placed.remove(random.nextInt(placed.size()));
                cluster.release(task[1], groups.get(task[0]), 0, 0, 0);
            }
            int[] byValue = new int[3];
            int group = random.nextInt(groups.size());
            int instance = random.nextInt(4);
            placed.stream()
                    .filter(task -> task[0] == group)
                    .forEach(task -> byValue[racks.valueOf(cluster.instanceClass(task[1]))]++);
            int number = groups.get(group).group();
            assertThat(IntStream.range(0, 3)
                            .map(value -> racks.tasks(number, value))
                            .toArray())
                    .isEqualTo(byValue);
            assertThat(cluster.tasksOfGroup(number, instance)).isEqualTo((int) placed.stream()
                    .filter(task -> Arrays.equals(task, new int[] {group, instance}))
                    .count());
            assertThat(cluster.tasks()).isEqualTo(placed.size());
        }
    }
}
